using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using TrainingLint.Cli;

namespace TrainingLint.Conformance.Tests.Hosts;

/// <summary>What <c>traininglint check .</c> finds.</summary>
internal static class CommandLineHost
{
    public static IEnumerable<FoundThing> Find(FileTree tree)
    {
        using var report = JsonDocument.Parse(Run(tree, "check", ".", "--format", "json", "--severity", "info", "--no-fail"));
        return [.. report.RootElement.GetProperty("findings").EnumerateArray()
            .Where(finding => !finding.GetProperty("suppressed").GetBoolean())
            .Select(finding =>
                new FoundThing(finding.GetProperty("ruleId").GetString()!, finding.GetProperty("file").GetString()!, finding.GetProperty("line").GetInt32()))];
    }

    /// <summary>Runs the tool at the root of a tree; returns what it writes.</summary>
    public static string Run(FileTree tree, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        new CommandLine(new TerminalIo(Stream.Null, output, TextWriter.Null, tree.Root, UseColor: false, Width: 120)).Run(arguments);
        return output.ToString();
    }
}
