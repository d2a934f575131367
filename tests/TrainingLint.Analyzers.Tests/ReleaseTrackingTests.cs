using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TrainingLint.Core.Rules;

namespace TrainingLint.Analyzers.Tests;

public sealed class ReleaseTrackingTests
{
    [Fact]
    public void EveryRule_IsInTheReleaseNotesWithItsLevel()
    {
        var tracked = File.ReadLines(Path.Combine(Folder(), "AnalyzerReleases.Shipped.md"))
            .Concat(File.ReadLines(Path.Combine(Folder(), "AnalyzerReleases.Unshipped.md")))
            .Where(line => line.StartsWith("TL", System.StringComparison.Ordinal))
            .Order();
        var described = new TrainingCodeAnalyzer().SupportedDiagnostics
            .Select(rule => (Rule: rule, Name: RuleBook.Find(rule.Id)?.Info.Name ?? "recipe-read"))
            .Select(told => told.Rule.Id + " | " + told.Rule.Category + " | " + told.Rule.DefaultSeverity + " | " + told.Name)

            // What is said of the project's settings is no rule.
            .Append("TL0000 | Training | Warning | settings-without-meaning")
            .Order();
        Assert.Equal(described, tracked);
    }

    [Fact]
    public void NoRule_BreaksABuildUnasked() =>
        Assert.DoesNotContain(new TrainingCodeAnalyzer().SupportedDiagnostics, rule => rule.DefaultSeverity == DiagnosticSeverity.Error);

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "TrainingLint.Analyzers");
}
