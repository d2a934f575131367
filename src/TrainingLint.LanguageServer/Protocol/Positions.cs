using System;

namespace TrainingLint.LanguageServer.Protocol;

/// <summary>A place between two characters: line from 0, UTF-16 units from 0.</summary>
internal readonly record struct Position(int Line, int Character) : IComparable<Position>
{
    public int CompareTo(Position other) => Line != other.Line ? Line.CompareTo(other.Line) : Character.CompareTo(other.Character);
}

/// <summary>A stretch of text; the end is exclusive.</summary>
internal readonly record struct Range(Position Start, Position End)
{
    /// <summary>True when the two share a position; touching counts, as for a cursor at the end of a word.</summary>
    public bool Touches(Range other) => Start.CompareTo(other.End) <= 0 && other.Start.CompareTo(End) <= 0;

    public bool Contains(Position position) => Start.CompareTo(position) <= 0 && position.CompareTo(End) <= 0;
}

internal sealed record Location(string Uri, Range Range);

internal sealed record TextEdit(Range Range, string NewText);

internal sealed record TextDocumentIdentifier(string Uri);

internal sealed record VersionedTextDocumentIdentifier(string Uri, int? Version);

/// <summary>Parameters of every request about a document as a whole.</summary>
internal sealed record DocumentParams(TextDocumentIdentifier TextDocument);

/// <summary>Parameters of every request about a position.</summary>
internal sealed record PositionParams(TextDocumentIdentifier TextDocument, Position Position);

internal sealed record MarkupContent(string Kind, string Value)
{
    public static MarkupContent Markdown(string value) => new("markdown", value);
}

internal sealed record Command(string Title, [property: System.Text.Json.Serialization.JsonPropertyName("command")] string Name, string[] Arguments);
