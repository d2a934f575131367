using System.Text.Json;

namespace TrainingLint.LanguageServer.Protocol;

internal sealed record TextDocumentItem
{
    public required string Uri { get; init; }

    public string? LanguageId { get; init; }

    public int Version { get; init; }

    public required string Text { get; init; }
}

internal sealed record DidOpenParams(TextDocumentItem TextDocument);

internal sealed record DidChangeParams
{
    public required VersionedTextDocumentIdentifier TextDocument { get; init; }

    public required ContentChange?[] ContentChanges { get; init; }
}

/// <summary>A change of a document: of a stretch, or of all its text where no range is given.</summary>
internal sealed record ContentChange
{
    public Range? Range { get; init; }

    public required string Text { get; init; }
}

internal sealed record DidChangeConfigurationParams(JsonElement Settings);

internal sealed record DidChangeWatchedFilesParams(FileEvent?[] Changes);

internal sealed record FileEvent(string Uri, int Type);

internal sealed record RegistrationParams(Registration[] Registrations);

internal sealed record Registration(string Id, string Method, WatchOptions RegisterOptions);

internal sealed record WatchOptions(FileWatcher[] Watchers);

internal sealed record FileWatcher(string GlobPattern);
