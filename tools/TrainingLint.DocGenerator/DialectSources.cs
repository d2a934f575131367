using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Reading;

namespace TrainingLint.DocGenerator;

/// <summary>The classes of dialects that are written in C#: where they stand, and the sources that their summaries name.</summary>
internal sealed partial class DialectSources
{
    private const string Folder = "src/TrainingLint.Configs";

    private readonly Dictionary<string, DialectSource> _byClass = new(StringComparer.Ordinal);

    /// <summary>Reads the classes of a repository; none without one.</summary>
    /// <param name="root">Root of the repository; null for none.</param>
    public DialectSources(string? root)
    {
        if (root is null || !Directory.Exists(Path.Combine(root, Folder)))
        {
            return;
        }

        foreach (var folder in new[] { "Dialects", "HomeMade", "Idioms" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(root, Folder, folder), "*.cs", SearchOption.AllDirectories))
            {
                Add(root, file);
            }
        }
    }

    /// <summary>The class of a dialect; null where it is not at hand.</summary>
    public DialectSource? Of(Dialect reader) => _byClass.GetValueOrDefault(reader.GetType().Name);

    private void Add(string root, string file)
    {
        var text = File.ReadAllText(file);
        if (Declaration().Match(text) is not { Success: true } found)
        {
            return;
        }

        var comment = string.Join(" ", found.Groups["comment"].Value.Split('\n').Select(line => line.Trim().TrimStart('/').Trim()));
        var path = Path.GetRelativePath(root, file).Replace('\\', '/');
        _byClass[found.Groups["name"].Value] = new DialectSource(path, Plain(comment));
    }

    // <c>x</c> is code in Markdown, too; what refers to a member is its name.
    private static string Plain(string comment)
    {
        var text = Summary().Match(comment) is { Success: true } summary ? summary.Groups["text"].Value : comment;
        text = Code().Replace(text, "`$1`");
        text = Reference().Replace(text, found => "`" + found.Groups[1].Value + "`");
        return System.Net.WebUtility.HtmlDecode(Tag().Replace(text, "")).Trim();
    }

    [GeneratedRegex(@"(?<comment>(?:^///[^\n]*\n)+)(?:^\[[^\n]*\n)*^(?:internal|public) (?:sealed |abstract |partial )*class (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();

    [GeneratedRegex("<summary>(?<text>.*?)</summary>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Summary();

    [GeneratedRegex("<c>(.*?)</c>", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex("<see cref=\"(?:[A-Z]:)?([^\"]+)\" ?/>", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex("</?[a-z][^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
