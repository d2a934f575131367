using System;
using System.Globalization;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Composition;

/// <summary>
/// What stands behind <c>!ref</c> and <c>!copy</c> (<c>hyperpyyaml/core.py</c>, recursive_resolve): a reference alone is the node itself;
/// references within text are written out, and the text is then computed if it is plain arithmetic.
/// </summary>
internal static class HyperPyYamlReference
{
    private static readonly Regex Reference = new("<([^<>]+)>", RegexOptions.CultureInvariant);

    /// <summary>True when the scalar is a reference that can be followed.</summary>
    public static bool IsReference(ScalarNode scalar) => scalar.Tag is "!ref" or "!copy" && scalar.Text.IndexOf('<') >= 0;

    /// <summary>Path of the node that a reference names when it names nothing else; null for composed text.</summary>
    public static string? Target(ScalarNode scalar)
    {
        var text = scalar.Text.Trim();
        var match = Reference.Match(text);
        return match.Success && match.Length == text.Length ? Path(match) : null;
    }

    /// <summary>Composed text with its references written out; null when one of them leads nowhere or to something that is no text.</summary>
    /// <param name="scalar">The reference.</param>
    /// <param name="lookUp">Finds the final text at a path.</param>
    public static ScalarNode? Compose(ScalarNode scalar, Func<string, string?> lookUp)
    {
        var isComplete = true;
        var text = Reference.Replace(scalar.Text.Trim(), match =>
        {
            var part = lookUp(Path(match));
            isComplete &= part is not null;
            return part ?? "";
        });
        return isComplete ? new ScalarNode(scalar.Source, scalar.Span, null, Computed(text), ScalarStyle.Plain) : null;
    }

    private static string Path(Match match) => match.Groups[1].Value.Replace("[", ".").Replace("]", "");

    private static string Computed(string text) =>
        Arithmetic.Evaluate(text) is { } value ? value.ToString("R", CultureInfo.InvariantCulture) : text;
}
