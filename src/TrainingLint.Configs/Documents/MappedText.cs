using System.Collections.Generic;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// A text that stands in a file, perhaps in pieces: the cells of a notebook are strings of a JSON document. Places are those of the file.
/// </summary>
internal sealed class MappedText
{
    private readonly IReadOnlyList<int>? _offsets;

    /// <summary>A text that is the whole file.</summary>
    public MappedText(SourceFile source)
    {
        Source = source;
        Text = source.Text;
    }

    /// <summary>A text of which every character stands somewhere in the file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="text">The text.</param>
    /// <param name="offsets">For every character its position in the file, and one more for the end.</param>
    public MappedText(SourceFile source, string text, IReadOnlyList<int> offsets)
    {
        Source = source;
        Text = text;
        _offsets = offsets;
    }

    /// <summary>The file.</summary>
    public SourceFile Source { get; }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>For every character its position in the file; null where the text is the whole file.</summary>
    public IReadOnlyList<int>? Offsets => _offsets;

    /// <summary>Where in the file a stretch of the text stands.</summary>
    /// <param name="start">Position of its first character in the text.</param>
    /// <param name="end">Position behind its last character in the text.</param>
    public Span SpanOf(int start, int end) =>
        _offsets is null ? Source.SpanOf(start, end) : Source.SpanOf(_offsets[start], end > start ? _offsets[end - 1] + 1 : _offsets[end]);
}
