using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.CommandLines;

namespace TrainingLint.Configs.Formats;

/// <summary>YAML, typed by whatever loader the framework uses.</summary>
internal sealed class YamlFormat : ConfigFormat
{
    public override string Name => "YAML";

    public override IReadOnlyList<string> Extensions { get; } = [".yaml", ".yml"];

    public override ParsedFile Parse(SourceFile source) => EmbeddedCommands.In(DocumentParser.Parse(source));
}
