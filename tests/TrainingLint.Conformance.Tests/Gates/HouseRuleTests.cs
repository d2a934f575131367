using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainingLint.Conformance.Tests.Gates;

/// <summary>What CONTRIBUTING.md asks of the sources. What is not met yet is counted, and may only shrink.</summary>
public class HouseRuleTests
{
    private const int LongestLine = 140;

    private const int LongestMethod = 40;

    [Fact]
    public void Folders_DoNotDependOnEachOtherInCircles() =>
        Allowance.Check("folders in circles", SourceTree.Units.GroupBy(unit => unit.Project).SelectMany(project => InCircles(Dependencies(project))));

    [Fact]
    public void Lines_FitIntoAWindow_ButForProseAndData() =>
        Allowance.Check("lines over 140 characters", SourceTree.Units.SelectMany(LongLines));

    [Fact]
    public void EveryFile_HoldsOnePublicTypeOfItsName() =>
        Allowance.Check("files with other public types than that of their name", SourceTree.Units.Where(HoldsOtherPublicTypes).Select(unit => unit.Path));

    [Fact]
    public void Methods_FitOnAScreen() =>
        Allowance.Check("methods over 40 lines", SourceTree.Units.SelectMany(LongMethods));

    [Fact]
    public void Circles_AreSeenAtEveryLength()
    {
        var chain = new Dictionary<string, HashSet<string>> { ["a"] = ["b"], ["b"] = ["c"], ["c"] = [] };
        Assert.Empty(InCircles(chain));
        chain["c"].Add("a");
        chain["d"] = ["a"];
        Assert.Equal(["a", "b", "c"], InCircles(chain).Order(StringComparer.Ordinal));
    }

    // A folder is a namespace. A using of its own project is a dependency; that of a parent namespace needs none, and is not seen here.
    private static Dictionary<string, HashSet<string>> Dependencies(IEnumerable<SourceUnit> project)
    {
        var folders = project.GroupBy(unit => unit.Namespace).Where(folder => folder.Key.Length > 0)
            .ToDictionary(folder => folder.Key, folder => folder.ToArray());
        return folders.ToDictionary(
            folder => folder.Key,
            folder => folder.Value.SelectMany(unit => unit.Root.Usings).Select(used => used.Name?.ToString() ?? "")
                .Where(name => name != folder.Key && folders.ContainsKey(name)).ToHashSet());
    }

    private static IEnumerable<string> InCircles(Dictionary<string, HashSet<string>> dependencies) =>
        dependencies.Keys.Where(folder => Reached(folder, dependencies).Contains(folder));

    private static HashSet<string> Reached(string start, Dictionary<string, HashSet<string>> dependencies)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(dependencies[start]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                foreach (var further in dependencies[next])
                {
                    open.Push(further);
                }
            }
        }

        return reached;
    }

    // What stands within quotes is prose or data, and so is a comment.
    private static IEnumerable<string> LongLines(SourceUnit unit)
    {
        var text = unit.Root.SyntaxTree.GetText();
        foreach (var line in text.Lines.Where(line => line.Span.Length > LongestLine))
        {
            var quoted = unit.Root.DescendantTokens(line.Span)
                .Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
                    or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
                    or SyntaxKind.Utf8StringLiteralToken)
                .Sum(token => token.Span.Intersection(line.Span)?.Length ?? 0);
            var isComment = line.ToString().TrimStart().StartsWith("//", StringComparison.Ordinal);
            if (!isComment && line.Span.Length - quoted > LongestLine)
            {
                yield return unit.Path + ":" + (line.LineNumber + 1);
            }
        }
    }

    private static bool HoldsOtherPublicTypes(SourceUnit unit) =>
        unit.Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<MemberDeclarationSyntax>()
        .Where(type => type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && type.Modifiers.Any(SyntaxKind.PublicKeyword))
        .Select(type => type is BaseTypeDeclarationSyntax named ? named.Identifier.Text : ((DelegateDeclarationSyntax)type).Identifier.Text)
        .Any(name => name != Path.GetFileNameWithoutExtension(unit.Path));

    private static IEnumerable<string> LongMethods(SourceUnit unit) => unit.Root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
        .Select(method => (Method: method, Lines: method.GetLocation().GetLineSpan()))
        .Where(item => item.Lines.EndLinePosition.Line - item.Lines.StartLinePosition.Line + 1 > LongestMethod)
        .Select(item => unit.Path + ":" + (item.Lines.StartLinePosition.Line + 1));
}
