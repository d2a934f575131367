using System.Collections.Generic;

namespace TrainingLint.Configs.Documents;

/// <summary>A parsed file: its documents as far as they could be read, and everything wrong with the text itself.</summary>
public sealed class ParsedFile
{
    internal ParsedFile(SourceFile source, IReadOnlyList<ConfigNode> roots, IReadOnlyList<DocumentProblem> problems,
        IReadOnlyList<DuplicateKey> duplicates)
    {
        Source = source;
        Roots = roots;
        Problems = problems;
        Duplicates = duplicates;
    }

    /// <summary>The text.</summary>
    public SourceFile Source { get; }

    /// <summary>True for a text that a program fills in before anybody loads it, and that need not be valid before.</summary>
    public bool IsTemplate => Templates.IsTemplate(Source.Text);

    /// <summary>Root nodes of the documents in the file; empty documents are left out.</summary>
    public IReadOnlyList<ConfigNode> Roots { get; }

    /// <summary>Syntax errors and exceeded limits.</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; }

    /// <summary>What loaders refuse although the text is sound; which of it, depends on the loader.</summary>
    public IReadOnlyList<LoaderRefusal> Refusals { get; init; } = [];

    /// <summary>What was read of the document that could not be read to its end; null where all could. Good for telling whose file it is, and for nothing else.</summary>
    public ConfigNode? Fragment { get; init; }

    /// <summary>Keys that stand twice in one mapping.</summary>
    public IReadOnlyList<DuplicateKey> Duplicates { get; }
}
