using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Documents;

/// <summary>How comments are written in a format, for suppressions.</summary>
public sealed class CommentSyntax
{
    private readonly IReadOnlyList<string> _markers;

    // Most files hold no such comment, and a pattern takes longer to make than a file to read.
    private readonly Lazy<Regex> _directive;
    private readonly Lazy<Regex>? _tail;

    /// <summary>Comments that run from one of the markers to the end of the line; the first marker is the one to write.</summary>
    public CommentSyntax(params string[] markers)
    {
        _markers = markers;
        _directive = new(() => new Regex(
            "(?:" + string.Join("|", markers.Select(Regex.Escape)) + @")\s*traininglint:\s*(?<verb>disable-file|disable)\s*=\s*(?<rules>[\w\-]+(?:\s*,\s*[\w\-]+)*)(?<reason>.*)$",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase));
    }

    /// <summary><c># ...</c>, as in YAML, Python, TOML and shells.</summary>
    public static CommentSyntax Hash { get; } = new("#");

    /// <summary>The marker to write.</summary>
    public string Marker => _markers[0];

    /// <summary>A comment that switches findings off, with the groups <c>verb</c>, <c>rules</c> and <c>reason</c>.</summary>
    internal Regex Directive => _directive.Value;

    /// <summary>What may stand before the comment of a line that holds nothing else, such as the quote of a notebook's line.</summary>
    internal char[] Lead { get; init; } = [];

    /// <summary>A pattern of what may stand behind a comment, such as the end of a notebook's line.</summary>
    internal string Tail
    {
        init => _tail = new(() => new Regex(value, RegexOptions.CultureInvariant));
    }

    /// <summary>A line without what the format puts behind a comment.</summary>
    internal string WithoutTail(string line) => _tail is { } tail ? tail.Value.Replace(line, "") : line;

    /// <summary>True for a line that holds a comment and nothing else.</summary>
    public bool IsComment(string line)
    {
        var text = line.TrimStart();
        text = Lead.Length > 0 ? text.TrimStart(Lead) : text;
        return _markers.Any(marker => text.StartsWith(marker, StringComparison.Ordinal));
    }
}
