using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainingLint.Conformance.Tests.Gates;

/// <summary>A source file of what ships or of the tools, parsed.</summary>
/// <param name="Project">Name of its project.</param>
/// <param name="Path">Its path, seen from the root of the repository.</param>
/// <param name="Root">Its syntax.</param>
internal sealed record SourceUnit(string Project, string Path, CompilationUnitSyntax Root)
{
    /// <summary>Its namespace; empty where it has none.</summary>
    public string Namespace => Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "";
}

/// <summary>All sources of the projects under src/ and tools/, parsed once.</summary>
internal static class SourceTree
{
    private static readonly Lazy<IReadOnlyList<SourceUnit>> Parsed = new(Parse);

    public static IReadOnlyList<SourceUnit> Units => Parsed.Value;

    private static SourceUnit[] Parse() =>
        [.. new[] { "src", "tools" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => (Full: path, Shown: Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')))
            .Where(file => file.Shown.Split('/') is { Length: > 2 } parts && !parts.Contains("obj") && !parts.Contains("bin"))
            .OrderBy(file => file.Shown, StringComparer.Ordinal)
            .AsParallel()
            .AsOrdered()
            .Select(file =>
                new SourceUnit(file.Shown.Split('/')[1], file.Shown,
                    CSharpSyntaxTree.ParseText(File.ReadAllText(file.Full)).GetCompilationUnitRoot()))];
}
