using System;
using System.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Reviewing;

/// <summary>
/// Places as Markdown: links to the line in the reviewed commit where a build server says which repository and commit it works on
/// (GitHub's and GitLab's predefined variables), code elsewhere.
/// </summary>
internal sealed class PlaceLinks
{
    private const int LongestName = 300;

    private readonly TerminalIo _io;
    private readonly string _root;
    private readonly string? _address;

    /// <summary>Links into the repository of a review.</summary>
    public PlaceLinks(Review review, TerminalIo io)
    {
        (_io, _root) = (io, review.Root);
        _address = Joined(io.Variable("GITHUB_SERVER_URL"), "/", io.Variable("GITHUB_REPOSITORY"), "/blob/", io.Variable("GITHUB_SHA"))
            ?? Joined(io.Variable("CI_PROJECT_URL"), "/-/blob/", io.Variable("CI_COMMIT_SHA"));
    }

    /// <summary>A place in the reviewed state.</summary>
    public string Of(Place place)
    {
        var path = DisplayPaths.FromRoot(_root, _io.Directory, place.File);
        var text = Plain(place);
        return _address is null || System.IO.Path.IsPathRooted(path)
            ? text
            : FormattableString.Invariant($"[{text}]({_address}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}#L{place.Line})");
    }

    /// <summary>A place that the reviewed state may not have any more.</summary>
    public static string Plain(Place place) =>
        MarkdownText.Code(FormattableString.Invariant($"{PlainText.Short(place.File, LongestName)}:{place.Line}"));

    private static string? Joined(params string?[] parts) =>
        Array.TrueForAll(parts, part => !string.IsNullOrEmpty(part)) ? string.Concat(parts) : null;
}
