using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;
using Range = TrainingLint.LanguageServer.Protocol.Range;

namespace TrainingLint.LanguageServer.Features;

/// <summary>Makes the names of base files and includes lead to the files.</summary>
internal static class DocumentLinksFeature
{
    private static readonly string[] Extensions = ["", .. ConfigFormats.All.SelectMany(format => format.Extensions)];

    public static DocumentLink[] Of(LintedDocument document, Func<string, string> uriOf) =>
        [.. References(document).Select(reference => new DocumentLink(reference.Range, uriOf(reference.Path),
            "Open " + Path.GetFileName(reference.Path)))];

    /// <summary>
    /// The texts that name a file on which the document draws. How names become paths is the dialect's business and is done when the
    /// document is read; here a text is matched with the paths that came out of that, so that every dialect is served alike.
    /// </summary>
    public static IReadOnlyList<(Range Range, string Path)> References(LintedDocument document)
    {
        var paths = document.File.DrawsOn.Where(document.Sources.ContainsKey).ToArray();
        return paths.Length == 0 ? []
            : [.. Names(document.Parsed).Select(name => (document.Lines.RangeOf(name.Node.Place), Match(name, paths)!))
                .Where(found => found.Item2 is not null)];
    }

    // Scalars with the key that they stand under: a Hydra group is named by both.
    private static IEnumerable<(ScalarNode Node, string? Key)> Names(ParsedFile parsed)
    {
        foreach (var entry in WrittenEntry.In(parsed))
        {
            if (entry.Value is ScalarNode scalar)
            {
                yield return (scalar, entry.Key.Text);
            }
            else if (entry.Value is SequenceNode sequence)
            {
                foreach (var item in sequence.Items.OfType<ScalarNode>())
                {
                    yield return (item, null);
                }
            }
        }
    }

    private static string? Match((ScalarNode Node, string? Key) name, string[] paths)
    {
        var text = WithoutSteps(name.Node.Text);
        if (text.Length == 0)
        {
            return null;
        }

        var group = name.Key?.Split('@')[0].Split(' ')[^1].Trim('/');
        return paths.FirstOrDefault(path => Array.Exists(Extensions,
            extension => Ends(path, text + extension, isExact: extension.Length == 0)
            && (extension.Length == 0 || group is null || name.Key!.StartsWith('_')
                || Ends(path, group + "/" + text + extension, isExact: false))));
    }

    private static bool Ends(string path, string name, bool isExact) =>
        path.Replace('\\', '/').EndsWith("/" + name, StringComparison.Ordinal) && (!isExact || Path.HasExtension(name));

    private static string WithoutSteps(string name)
    {
        var text = name.Replace('\\', '/');
        while (text.StartsWith("../", StringComparison.Ordinal) || text.StartsWith("./", StringComparison.Ordinal))
        {
            text = text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..];
        }

        return text.TrimStart('/');
    }
}
