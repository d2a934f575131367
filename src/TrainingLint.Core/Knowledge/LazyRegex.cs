using System;
using System.Text.RegularExpressions;

namespace TrainingLint.Core.Knowledge;

/// <summary>
/// A pattern that is made when it is first asked. Making one takes as long as reading a small config, and most runs ask few of those that
/// there are.
/// </summary>
/// <param name="pattern">The pattern.</param>
/// <param name="options">How it is read.</param>
/// <param name="timeout">How long one search may take; without a bound by default.</param>
public sealed class LazyRegex(string pattern, RegexOptions options = RegexOptions.CultureInvariant, TimeSpan? timeout = null)
{
    private readonly Lazy<Regex> _regex = new(() => new Regex(pattern, options, timeout ?? Regex.InfiniteMatchTimeout));

    /// <summary>True where the pattern occurs in a text.</summary>
    public bool IsMatch(string text) => _regex.Value.IsMatch(text);

    /// <summary>The first occurrence in a text.</summary>
    public Match Match(string text) => _regex.Value.Match(text);

    /// <summary>All occurrences in a text.</summary>
    public MatchCollection Matches(string text) => _regex.Value.Matches(text);

    /// <summary>The text with each occurrence replaced.</summary>
    public string Replace(string text, string replacement) => _regex.Value.Replace(text, replacement);
}
