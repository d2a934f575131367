using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core;

namespace TrainingLint.Cli.Reports;

/// <summary>A way to write findings.</summary>
internal interface ICheckReport
{
    /// <summary>The name by which it is asked for.</summary>
    string Name { get; }

    /// <summary>Writes findings; nothing else may go to standard output.</summary>
    void Write(ShownFindings shown, TerminalIo io);
}

/// <summary>The formats of <c>check</c>, by name. A class that implements <see cref="ICheckReport"/> is one.</summary>
internal static partial class CheckReports
{
    /// <summary>All formats, in order of their names.</summary>
    public static IReadOnlyDictionary<string, ICheckReport> All { get; } =
        Every().OrderBy(report => report.Name, StringComparer.Ordinal).ToDictionary(report => report.Name, StringComparer.Ordinal);

    [Catalogue]
    private static partial ICheckReport[] Every();
}
