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
        using var output = new StringWriter { NewLine = "\n" };
        var io = new TerminalIo(Stream.Null, output, TextWriter.Null, tree.Root, UseColor: false, Width: 120);
        new CommandLine(io).Run(["check", ".", "--format", "json", "--severity", "info", "--no-fail"]);
        using var report = JsonDocument.Parse(output.ToString());
        return [.. report.RootElement.GetProperty("findings").EnumerateArray()
            .Where(finding => !finding.GetProperty("suppressed").GetBoolean())
            .Select(finding => new FoundThing(finding.GetProperty("ruleId").GetString()!, finding.GetProperty("file").GetString()!, finding.GetProperty("line").GetInt32()))];
    }
}
