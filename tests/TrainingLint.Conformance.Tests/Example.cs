using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Linting;

namespace TrainingLint.Conformance.Tests;

/// <summary>
/// An example from a rule's metadata, linted as the tool lints a file. A first line of the form <c># base.yaml: {...}</c>
/// puts a file of that name and content beside it.
/// </summary>
internal static class Example
{
    private const string Folder = "/examples/";

    public static IReadOnlyList<Finding> Lint(string name, string text) =>
        LintFile(name + (text.StartsWith('{') ? ".json" : text.StartsWith("#!", StringComparison.Ordinal) ? ".sh"
            : text.StartsWith("from ", StringComparison.Ordinal) || text.StartsWith("import ", StringComparison.Ordinal) ? ".py" : ".yaml"), text);

    public static IReadOnlyList<Finding> LintFile(string file, string text)
    {
        var source = new SourceFile(file, text, Folder + file);
        var (basePath, baseFile) = BaseOf(text);
        var linter = new ConfigLinter(new Judge(),
            new LintContext { Files = ConfigFiles.InMemory(path => path == basePath ? baseFile : null) });
        return [.. linter.Lint(ConfigFormats.Parse(source)).Findings.Where(finding => !finding.Suppressed)];
    }

    private static (string Path, ParsedFile? File) BaseOf(string text)
    {
        var line = text.Split('\n').First(line => !line.StartsWith("#!", StringComparison.Ordinal));
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (!line.StartsWith("# ", StringComparison.Ordinal) || colon < 0
            || !(line[2..colon].EndsWith(".yaml", StringComparison.Ordinal) || line[2..colon].EndsWith(".py", StringComparison.Ordinal)))
        {
            return ("", null);
        }

        var path = Folder + line[2..colon];
        return (path, ConfigFormats.Parse(new SourceFile(line[2..colon], line[(colon + 2)..], path)));
    }
}
