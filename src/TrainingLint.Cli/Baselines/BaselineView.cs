using System.IO;
using TrainingLint.Cli.Files;

namespace TrainingLint.Cli.Baselines;

/// <summary>
/// How a baseline names files: seen from the root of their repository, or from the baseline's own directory where there is no repository, so
/// that the names do not depend on where the tool is started.
/// </summary>
internal sealed class BaselineView
{
    private readonly string _root;
    private readonly string _currentDirectory;

    /// <summary>The names in a baseline for the files of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="currentDirectory">Directory from which the run shows files, absolute.</param>
    /// <param name="baseline">The baseline's own path, absolute.</param>
    public BaselineView(LintRun run, string currentDirectory, string baseline)
    {
        _root = Path.Exists(Path.Combine(run.Root, ".git")) ? run.Root : Path.GetDirectoryName(baseline) ?? run.Root;
        _currentDirectory = currentDirectory;
    }

    /// <summary>The name of a file by its path as shown.</summary>
    public string PathOf(string shown) => DisplayPaths.FromRoot(_root, _currentDirectory, shown);

    /// <summary>True when there is still a file of this name.</summary>
    public bool Exists(string name) => File.Exists(Path.Combine(_root, name));
}
