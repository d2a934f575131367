using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>A text after linting.</summary>
/// <param name="Parsed">The text as it was parsed.</param>
/// <param name="File">How it was understood.</param>
/// <param name="Findings">What the rules say, accepted findings included.</param>
/// <param name="Sources">Its text and those that it draws on, by their paths as findings name them.</param>
internal sealed record LintedDocument(ParsedFile Parsed, TrainingFile File, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<string, SourceFile> Sources)
{
    private readonly Lazy<TextLines> _lines = new(() => new TextLines(Parsed.Source.Text));

    public SourceFile Source => Parsed.Source;

    public TextLines Lines => _lines.Value;

    /// <summary>What nobody has accepted.</summary>
    public IEnumerable<Finding> Open => Findings.Where(finding => !finding.Suppressed);

    /// <summary>True when the document is, or draws on, one of the files.</summary>
    public bool DependsOn(string path) => Source.FullPath == path || File.DrawsOn.Contains(path, StringComparer.Ordinal);
}
