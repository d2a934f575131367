using System;
using System.Collections.Generic;

namespace TrainingLint.Cli.Reports;

/// <summary>A way to write findings.</summary>
internal interface ICheckReport
{
    void Write(ShownFindings shown, TerminalIo io);
}

/// <summary>The formats of <c>check</c>, by name.</summary>
internal static class CheckReports
{
    public static IReadOnlyDictionary<string, ICheckReport> All { get; } = new Dictionary<string, ICheckReport>(StringComparer.Ordinal)
    {
        ["text"] = new TextReport(),
        ["concise"] = new ConciseReport(),
        ["json"] = new JsonReport(),
        ["sarif"] = new SarifReport(),
        ["github"] = new GitHubReport(),
        ["gitlab"] = new GitLabReport(),
        ["azure"] = new AzureReport(),
        ["junit"] = new JUnitReport(),
        ["rdjson"] = new RdJsonReport(),
    };
}
