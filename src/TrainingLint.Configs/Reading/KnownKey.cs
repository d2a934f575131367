using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>A key that a framework reads, for whoever helps to write a config.</summary>
/// <param name="Path">Dotted path from the root of the document.</param>
public sealed record KnownKey(string Path)
{
    /// <summary>The setting that it holds; null for a key that is no part of a recipe.</summary>
    public SettingKey? Setting { get; init; }

    /// <summary>The framework's default; null without one, or where it is not known.</summary>
    public object? Default { get; init; }

    /// <summary>The values that the framework accepts, if these are few; a choice of them where the list is open.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What else the framework's documentation says, as a sentence.</summary>
    public string? Note { get; init; }

    /// <summary>The form that the framework demands of the value; anything where nothing is known.</summary>
    public ValueForm Form { get; init; }

    /// <summary>True when the written number is the setting itself, in its unit, so that the setting's domain holds for it.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The types that the framework's source declares, of <c>int float str bool list map null</c>; empty where anything may
    /// stand.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>What became of a key that the framework no longer wants, as the rest of a sentence; null for a current one.</summary>
    public string? Outdated { get; init; }

    /// <summary>True when the framework refuses the outdated key.</summary>
    public bool IsGone { get; init; }

    /// <summary>True for the key at a path of a document; a segment <c>*</c> of its own stands for any.</summary>
    public bool IsAt(string path) => Path == path || (Path.IndexOf('*') >= 0
        && Path.Count(letter => letter == '.') == path.Count(letter => letter == '.') && NameBelow(path, isWhole: true) is not null);

    /// <summary>The segment of this key that follows a path of a document, empty for the root; null when the key does not lie below
    /// it.</summary>
    public string? NameBelow(string path) => NameBelow(path, isWhole: false);

    private string? NameBelow(string path, bool isWhole)
    {
        var (own, other) = (0, 0);
        while (other < path.Length)
        {
            var ownEnd = EndOf(Path, own);
            var otherEnd = EndOf(path, other);
            var isAny = ownEnd - own == 1 && Path[own] == '*';
            if (!isAny && (ownEnd - own != otherEnd - other || string.CompareOrdinal(Path, own, path, other, ownEnd - own) != 0))
            {
                return null;
            }

            (own, other) = (ownEnd + 1, otherEnd + 1);
            if (own > Path.Length)
            {
                return isWhole && other > path.Length ? "" : null;
            }
        }

        return Path.Substring(own, EndOf(Path, own) - own);
    }

    private static int EndOf(string path, int start) => path.IndexOf('.', start) is var dot && dot < 0 ? path.Length : dot;

    internal static string Absolute(string scope, string path) =>
        path.StartsWith("/", StringComparison.Ordinal) ? path.Substring(1) : scope.Length == 0 ? path : scope + "." + path;
}
