using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace TrainingLint.Analyzers.Tests.Verification;

/// <summary>Code with expected findings marked in it: <c>[|...|]</c> for the rule under test, <c>{|TL0102:...|}</c> for any other.</summary>
internal sealed record Markup(string Text, IReadOnlyList<(string? Id, TextSpan Span)> Expected)
{
    private static readonly Regex Token = new(@"\{\|(?<id>TL\d{4}):|\[\||\|\]|\|\}", RegexOptions.CultureInvariant);

    public static Markup Parse(string marked)
    {
        var text = new StringBuilder();
        var open = new Stack<(string? Id, int Start)>();
        var expected = new List<(string?, TextSpan)>();
        var from = 0;
        foreach (Match token in Token.Matches(marked))
        {
            text.Append(marked, from, token.Index - from);
            from = token.Index + token.Length;
            if (token.Value is "|]" or "|}")
            {
                var (id, start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, text.Length)));
            }
            else
            {
                open.Push((token.Groups["id"].Success ? token.Groups["id"].Value : null, text.Length));
            }
        }

        text.Append(marked, from, marked.Length - from);
        return new Markup(text.ToString(), [.. expected.OrderBy(span => span.Item2)]);
    }
}
