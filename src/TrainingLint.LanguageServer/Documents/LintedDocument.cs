using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>A text after linting.</summary>
/// <param name="Parsed">The text as it was parsed.</param>
/// <param name="File">How it was understood.</param>
/// <param name="Findings">What the rules say, accepted findings included.</param>
/// <param name="Sources">Its text and those that it draws on, by their paths as findings name them.</param>
internal sealed record LintedDocument(ParsedFile Parsed, TrainingFile File,
    IReadOnlyList<Finding> Findings, IReadOnlyDictionary<string, SourceFile> Sources)
{
    private readonly Lazy<TextLines> _lines = new(() => new TextLines(Parsed.Source.Text));

    /// <summary>What went wrong within the tool itself, so that nothing was judged; null where nothing did.</summary>
    public string? Defect { get; init; }

    public SourceFile Source => Parsed.Source;

    public TextLines Lines => _lines.Value;

    /// <summary>A file of which a defect of the tool kept everything from being known.</summary>
    public static LintedDocument Failed(string path, string? fullPath, Exception defect)
    {
        var unread = new SourceFile(path, "", fullPath);
        var sources = new Dictionary<string, SourceFile>(StringComparer.Ordinal) { [path] = unread };
        var kind = defect.GetType().Name;
        return new(ConfigFormats.Parse(unread), new TrainingFile { Path = path }, [], sources)
        {
            Defect = "Internal error while reading this file (" + kind + "), so nothing in it was judged; please report it with the file.",
        };
    }

    /// <summary>What nobody has accepted.</summary>
    public IEnumerable<Finding> Open => Findings.Where(finding => !finding.Suppressed);

    /// <summary>True when the document is, or draws on, one of the files.</summary>
    public bool DependsOn(string path) => Source.FullPath == path || File.DrawsOn.Contains(path, StringComparer.Ordinal);
}
