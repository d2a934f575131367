using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using TrainingLint.Core.Rules;

namespace TrainingLint.DocGenerator;

/// <summary>A generated file.</summary>
/// <param name="Path">Relative to the root of the repository, with slashes.</param>
/// <param name="Text">Its whole content; null for one that must go.</param>
public sealed record GeneratedFile(string Path, string? Text);

/// <summary>All generated documentation, the compiler's among it. The same rules give the same bytes on every machine.</summary>
public static class Documentation
{
    private const string Pages = "docs/rules";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Every file as it should be.</summary>
    /// <param name="root">Root of the repository, for what grows by what is there; null for none.</param>
    public static IReadOnlyList<GeneratedFile> Render(string? root = null) =>
    [
        new(RuleIds.Path, RuleIds.Render(root)),
        new(ReleaseNotes.Path, ReleaseNotes.Render(root)),
        new("rules.md", RuleTable.Render()),
        new(FactPage.Path, FactPage.Render()),
        new("src/TrainingLint.Analyzers/Descriptors.tsv", DescriptorTable.Render()),
        .. RuleBook.Rules.Select(rule => new GeneratedFile($"{Pages}/{rule.Info.Id}.md", RulePage.Render(rule))),
        .. DialectBook.Render(root),
    ];

    /// <summary>The files below a root that are not as they should be, among them pages of what no longer exists.</summary>
    public static IReadOnlyList<GeneratedFile> Stale(string root)
    {
        var wanted = Render(root);
        var known = wanted.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var orphans = new[] { Pages, DialectBook.Pages }.Where(folder => Directory.Exists(System.IO.Path.Combine(root, folder)))
            .SelectMany(folder => Directory.EnumerateFiles(System.IO.Path.Combine(root, folder), "*.md")
                .Select(file => $"{folder}/{System.IO.Path.GetFileName(file)}"))
            .Where(path => !known.Contains(path));
        return
        [
            .. wanted.Where(file => !IsSame(System.IO.Path.Combine(root, file.Path), file.Text!)),
            .. orphans.Order(StringComparer.Ordinal).Select(path => new GeneratedFile(path, null)),
        ];
    }

    /// <summary>Brings one file up to date.</summary>
    public static void Write(string root, GeneratedFile file)
    {
        var path = System.IO.Path.Combine(root, file.Path);
        if (file.Text is null)
        {
            File.Delete(path);
            return;
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, file.Text, Utf8);
    }

    // Bytes, not text: a byte order mark or a carriage return is a difference, too.
    private static bool IsSame(string path, string text) =>
        File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(Utf8.GetBytes(text));
}
