using System.Collections.Generic;
using System.Text.Json;

namespace TrainingLint.LanguageServer.Protocol;

internal sealed record HoverResult(MarkupContent Contents, Range Range);

internal sealed record CodeActionParams
{
    public required TextDocumentIdentifier TextDocument { get; init; }

    public required Range Range { get; init; }

    public CodeActionContext? Context { get; init; }
}

internal sealed record CodeActionContext
{
    /// <summary>Kinds that the client wants; all without any.</summary>
    public string[]? Only { get; init; }
}

internal sealed record CodeAction
{
    public required string Title { get; init; }

    public required string Kind { get; init; }

    public Diagnostic[]? Diagnostics { get; init; }

    public bool? IsPreferred { get; init; }

    public WorkspaceEdit? Edit { get; init; }

    public Command? Command { get; init; }
}

/// <summary>Changes by document; by version as well where the client understands that.</summary>
internal sealed record WorkspaceEdit
{
    public Dictionary<string, TextEdit[]>? Changes { get; init; }

    public TextDocumentEdit[]? DocumentChanges { get; init; }
}

internal sealed record TextDocumentEdit(OptionalVersionedIdentifier TextDocument, TextEdit[] Edits);

internal sealed record OptionalVersionedIdentifier(string Uri)
{
    /// <summary>Null for a file that is not open; the protocol wants it written.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)]
    public int? Version { get; init; }
}

internal sealed record CompletionList(bool IsIncomplete, CompletionItem[] Items);

internal sealed record CompletionItem
{
    public required string Label { get; init; }

    /// <summary>10 property, 12 value, 9 module for a section.</summary>
    public required int Kind { get; init; }

    public string? Detail { get; init; }

    public MarkupContent? Documentation { get; init; }

    /// <summary>1 for what is outdated, which editors strike through.</summary>
    public int[]? Tags { get; init; }

    public string? SortText { get; init; }

    public required TextEdit TextEdit { get; init; }
}

internal sealed record InlayHintParams(TextDocumentIdentifier TextDocument, Range Range);

internal sealed record InlayHint(Position Position, string Label, string Tooltip)
{
    public bool PaddingLeft { get; init; } = true;
}

internal sealed record DocumentLink(Range Range, string Target, string Tooltip);

internal sealed record CodeLens(Range Range, Command Command);

/// <summary>As what a document is read.</summary>
/// <param name="IsTraining">True when it configures a training run, or a part of one.</param>
/// <param name="Dialects">All names that it may be told to be read as.</param>
internal sealed record DialectAnswer(bool IsTraining, IReadOnlyList<string> Dialects)
{
    /// <summary>Name of the dialect; null where none knows the document.</summary>
    public string? Dialect { get; init; }
}

internal sealed record ExecuteCommandParams
{
    public required string Command { get; init; }

    public JsonElement[]? Arguments { get; init; }
}

internal sealed record ShowDocumentParams(string Uri, bool External);

internal sealed record ShowMessageParams(int Type, string Message);

internal sealed record ProgressTokenParams(string Token);

internal sealed record ProgressParams(JsonElement Token, ProgressValue Value);

internal sealed record ProgressValue(string Kind)
{
    public string? Title { get; init; }

    public string? Message { get; init; }

    public int? Percentage { get; init; }
}
