using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace TrainingLint.Analyzers.Symbols;

/// <summary>
/// A place where a name stands. A class, for lists of the compiler's tokens, which are structs, are compiled anew in every build.
/// </summary>
/// <param name="Parent">What the name is part of.</param>
/// <param name="Tree">The file.</param>
/// <param name="Span">Where it stands there.</param>
internal sealed record NamePlace(SyntaxNode? Parent, SyntaxTree Tree, TextSpan Span);

/// <summary>
/// Where a program writes a name as code. Its texts are searched first, and only what they hit is looked at: comments and strings
/// are no names, and nothing is bound.
/// </summary>
internal sealed class ProgramNames(Compilation compilation)
{
    // What stands in more places is a word of the language rather than a name of somebody's settings.
    private const int MostPlaces = 400;

    private readonly ConcurrentDictionary<string, IReadOnlyList<NamePlace>?> _known = new(StringComparer.Ordinal);

    /// <summary>The places of a name in the whole program; null when there are too many to look at.</summary>
    public IReadOnlyList<NamePlace>? Of(string name, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(name, out var places))
        {
            places = _known[name] = Search(name, compilation.SyntaxTrees, cancellation);
        }

        return places;
    }

    /// <summary>The places of a name in one file.</summary>
    public static IReadOnlyList<NamePlace>? In(SyntaxTree tree, string name, CancellationToken cancellation) =>
        Search(name, [tree], cancellation);

    private static List<NamePlace>? Search(string name, IEnumerable<SyntaxTree> trees, CancellationToken cancellation)
    {
        var places = new List<NamePlace>();

        // A class that is only half typed has no name yet, and an empty text is found at the same place for ever.
        if (name.Length == 0)
        {
            return places;
        }

        foreach (var tree in trees)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = tree.GetText(cancellation).ToString();
            for (var at = Next(text, name, 0); at >= 0; at = Next(text, name, at + name.Length))
            {
                if (IsWord(text, at, name.Length) && tree.GetRoot(cancellation).FindToken(at) is var token
                    && token.SpanStart <= at && token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name)
                {
                    places.Add(new NamePlace(token.Parent, tree, token.Span));
                }

                if (places.Count > MostPlaces)
                {
                    return null;
                }
            }
        }

        return places;
    }

    private static int Next(string text, string name, int from) => text.IndexOf(name, from, StringComparison.Ordinal);

    private static bool IsWord(string text, int start, int length) =>
        (start == 0 || !SyntaxFacts.IsIdentifierPartCharacter(text[start - 1]))
        && (start + length == text.Length || !SyntaxFacts.IsIdentifierPartCharacter(text[start + length]));
}
