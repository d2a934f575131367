using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.LanguageServer.Protocol;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>A document as the editor holds it, saved or not.</summary>
internal sealed class OpenDocument
{
    // The format follows from the name, and an untitled document has none.
    private readonly string _extension;
    private TextLines? _lines;
    private ParsedFile? _parsed;

    public OpenDocument(TextDocumentItem item)
    {
        Uri = item.Uri;
        Path = DocumentUri.PathOf(item.Uri);
        _extension = ExtensionOf(item.LanguageId);
        Version = item.Version;
        Text = item.Text;
    }

    /// <summary>Its address, as the client spells it.</summary>
    public string Uri { get; }

    /// <summary>Absolute path; null for what is no file.</summary>
    public string? Path { get; }

    public int Version { get; private set; }

    public string Text { get; private set; }

    /// <summary>True after a change that could not be understood, until the whole text comes again: nothing can be said of it.</summary>
    public bool IsLost { get; set; }

    public TextLines Lines => _lines ??= new TextLines(Text);

    /// <summary>Its text, parsed once for each version.</summary>
    public ParsedFile Parsed => _parsed ??= ConfigFormats.Parse(Source);

    /// <summary>Its text as a file of its name.</summary>
    public SourceFile Source => new(Name, Text, Path);

    /// <summary>Its text with one line blank, but for the dashes by which a list counts its elements.</summary>
    public ParsedFile ParsedWithout(int line)
    {
        var start = Lines.OffsetOf(new Position(line, 0));
        var text = Lines[line];
        var lead = 0;
        while (lead < text.Length && (text[lead] == ' ' || (text[lead] == '-' && lead + 1 < text.Length && text[lead + 1] == ' ')))
        {
            lead++;
        }

        return ConfigFormats.Parse(new SourceFile(Name, string.Concat(Text[..(start + lead)], Text[(start + text.Length)..]), Path));
    }

    /// <summary>Its text without the entry between brackets that starts at a position.</summary>
    public ParsedFile ParsedWithoutEntry(Position start)
    {
        var from = Lines.OffsetOf(start);
        var end = Text.AsSpan(from).IndexOfAny(",}\n") is var length && length < 0 ? Text.Length : from + length;
        return ConfigFormats.Parse(new SourceFile(Name, Text.Remove(from, end - from + (end < Text.Length && Text[end] == ',' ? 1 : 0)),
            Path));
    }

    private string Name => Path ?? Uri + _extension;

    /// <summary>Takes changes in their order; each sees the text that the one before it left.</summary>
    public void Change(int? version, IEnumerable<ContentChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.Range is not { } range)
            {
                (Text, IsLost) = (change.Text, false);
            }
            else
            {
                var start = Lines.OffsetOf(range.Start);
                var end = Math.Max(start, Lines.OffsetOf(range.End));
                Text = string.Concat(Text[..start], change.Text, Text[end..]);
            }

            (_lines, _parsed) = (null, null);
        }

        Version = version ?? Version + 1;
    }

    private static string ExtensionOf(string? language) => language switch
    {
        "json" or "jsonc" => ".json",
        "python" => ".py",
        "toml" => ".toml",
        "shellscript" => ".sh",
        _ => "",
    };
}
