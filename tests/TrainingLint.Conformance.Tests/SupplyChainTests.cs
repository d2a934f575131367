using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Conformance.Tests;

/// <summary>What is built with, and what the templates make others build with, is named by its content, not by a name that can move.</summary>
public class SupplyChainTests
{
    private static readonly Regex Uses = new(@"^\s*(?:- )?uses: (?<action>\S+)(?<tail>.*)$", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private static readonly Regex Pinned = new(@"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$", RegexOptions.CultureInvariant);

    [Fact]
    public void ActionsOfOthers_ArePinnedByCommit_WithTheirVersionBeside()
    {
        var found = Files(".github/workflows", ".", "ci/sweeps", "docs", "src/TrainingLint.Cli/Starting")
            .SelectMany(file =>
                Uses.Matches(File.ReadAllText(file))
                    .Select(match => (File: Path.GetFileName(file), Action: match.Groups["action"].Value, Tail: match.Groups["tail"].Value)))
            .Where(use => !use.Action.StartsWith("traininglint/", StringComparison.Ordinal))
            .ToArray();

        Assert.True(found.Length >= 10);
        Assert.All(found,
            use => Assert.True(Pinned.IsMatch(use.Action) && use.Tail.StartsWith(" # v", StringComparison.Ordinal), use.File + ": " + use.Action));
        Assert.All(found.GroupBy(use => use.Action.Split('@')[0]),
            same => Assert.Single(same.Select(use => use.Action + use.Tail).Distinct()));
    }

    [Fact]
    public void Packages_AreLockedByHash_AndNoRegistryIsNamed()
    {
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => (path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("tests/", StringComparison.Ordinal)
                || path.StartsWith("tools/", StringComparison.Ordinal))
                && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
                && !path.EndsWith("TrainingLint.Native.csproj", StringComparison.Ordinal))
            .ToArray();

        Assert.True(projects.Length > 15);
        Assert.All(projects, project =>
        {
            var locked = Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.lock.json");
            Assert.True(File.Exists(locked), locked + " is missing; 'dotnet restore' writes it");
            Assert.DoesNotContain("://", File.ReadAllText(locked), StringComparison.Ordinal);
        });
    }

    private static IEnumerable<string> Files(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder)))
            .Where(file => Path.GetExtension(file) is ".yml" or ".yaml" or ".md" or ".cs");
}
