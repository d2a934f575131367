using System.Collections.Generic;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Cli.Configuration;

/// <summary>A file under the name of a configuration that is not read, which stops the tool instead of being passed over.</summary>
/// <param name="path">Absolute path.</param>
/// <param name="problem">Why it is not read and what is wanted, without a period.</param>
internal sealed class UnreadConfiguration(string path, string problem) : IConfigurationFile
{
    /// <inheritdoc/>
    public bool IsRoot => false;

    /// <inheritdoc/>
    public IReadOnlyList<ConfigurationProblem> Problems { get; } = [new(new ConfiguredLine("the file", "", path, 1), problem)];

    /// <inheritdoc/>
    public IEnumerable<ConfiguredLine> For(string fullPath) => [];

    /// <inheritdoc/>
    public ConfiguredLine? RunSetting(string key) => null;
}
