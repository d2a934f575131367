using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Cli.Projects;

/// <summary>An error that a build wrote.</summary>
/// <param name="Project">Absolute path of the project; null when the build does not say.</param>
/// <param name="Message">Where it stands, its code and what it says.</param>
internal sealed record BuildError(string? Project, string Message);

/// <summary>What a build wrote on its standard output and error.</summary>
internal static partial class BuildOutput
{
    private const int LongestMessage = 400;

    /// <summary>The first error of each project, those of this tool's own rules left out.</summary>
    public static IReadOnlyList<BuildError> Errors(string output) =>
        [.. output.Split('\n').Select(line => ErrorLine().Match(line.TrimEnd()))
            .Where(match => match.Success && !match.Groups["code"].Value.StartsWith("TL", StringComparison.Ordinal))
            .Select(ErrorOf)
            .DistinctBy(error => error.Project)];

    /// <summary>The line that says most about a build that failed without an error of the usual form, as it does when there is no SDK.</summary>
    public static string Gist(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var gist = lines.FirstOrDefault(line => line.Contains("SDK", StringComparison.Ordinal)
            && line.Contains("found", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "nothing";
        return Shortened(gist);
    }

    private static BuildError ErrorOf(Match match)
    {
        var origin = match.Groups["origin"].Value;
        var ofProject = origin.EndsWith("proj", StringComparison.Ordinal);

        // The errors of a restore stand under the solution, and name their project in front.
        var project = ofProject ? origin : match.Groups["project"].Success ? match.Groups["project"].Value : null;
        var where = match.Groups["line"].Success ? Path.GetFileName(origin) + "(" + match.Groups["line"].Value + "): " : "";
        return new BuildError(project is null ? null : WithoutProperties(project),
            Shortened(where + match.Groups["code"].Value + " " + match.Groups["message"].Value));
    }

    // A project for several frameworks is named with the one that is built: App.csproj::TargetFramework=net8.0.
    private static string WithoutProperties(string project) => project.Split("::", 2)[0];

    private static string Shortened(string text) => text.Length <= LongestMessage ? text : text[..LongestMessage] + "...";

    [GeneratedRegex(@"^\s*(?<origin>.+?)(?:\((?<line>\d+(?:,\d+)?)[^)]*\))?\s*: (?:fatal )?error (?<code>[A-Z]+\d+)\s*: (?<message>.*?)(?: \[(?<project>[^\[\]]+)\])?$", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();
}
