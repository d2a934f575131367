using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using TrainingLint.Configs;
using TrainingLint.Configs.Reading;
using TrainingLint.LanguageServer.Protocol;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>The documents that the editor has open, each linted at most once for each of its versions and those of its base files.</summary>
internal sealed class DocumentStore
{
    private readonly Dictionary<string, Entry> _byUri = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenDocument> _byPath = new(StringComparer.Ordinal);

    public DocumentStore(IProjectFiles project) => Texts = new ProjectTexts(project, path => _byPath.GetValueOrDefault(path));

    public ProjectTexts Texts { get; }

    /// <summary>Addresses of all open documents, in the order in which they were opened.</summary>
    public IReadOnlyList<string> Uris => [.. _byUri.Keys];

    public OpenDocument? Find(string uri) => _byUri.GetValueOrDefault(uri)?.Document;

    public OpenDocument? FindByPath(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The address of a file, as the client spells it where it has the file open.</summary>
    public string UriOf(string path) =>
        _byPath.TryGetValue(path, out var open) ? open.Uri : path.Contains("://", StringComparison.Ordinal) ? path : DocumentUri.Of(path);

    public void Open(TextDocumentItem item)
    {
        var document = new OpenDocument(item);
        _byUri[item.Uri] = new Entry(document);
        if (document.Path is { } path)
        {
            _byPath[path] = document;
        }
    }

    public void Close(string uri)
    {
        if (_byUri.Remove(uri, out var entry) && entry.Document.Path is { } path
            && ReferenceEquals(_byPath.GetValueOrDefault(path), entry.Document))
        {
            _byPath.Remove(path);
        }
    }

    /// <summary>Forgets what was found in a document and in those that draw on it; returns the latter.</summary>
    public IReadOnlyList<string> Invalidate(string uri)
    {
        if (_byUri.TryGetValue(uri, out var changed))
        {
            changed.Linted = null;
        }

        return changed?.Document.Path is { } path ? [.. InvalidateFile(path).Where(other => other != uri)] : [];
    }

    /// <summary>Forgets what was found in documents that are, or draw on, a file; returns them.</summary>
    public IReadOnlyList<string> InvalidateFile(string path)
    {
        var affected = _byUri.Where(pair => pair.Value.Document.Path == path
            || pair.Value.DrawsOn.Contains(path, StringComparer.Ordinal)).ToArray();
        foreach (var (_, entry) in affected)
        {
            entry.Linted = null;
        }

        return [.. affected.Select(pair => pair.Key)];
    }

    /// <summary>Forgets everything that was found, because how files are configured has changed.</summary>
    public void InvalidateAll()
    {
        foreach (var entry in _byUri.Values)
        {
            entry.Linted = null;
        }
    }

    /// <summary>A document as it is now, linted; null when it is not open or its text is lost.</summary>
    public LintedDocument? Lint(string uri)
    {
        if (!_byUri.TryGetValue(uri, out var entry) || entry.Document.IsLost)
        {
            return null;
        }

        if (entry.Linted is null)
        {
            var started = Stopwatch.GetTimestamp();
            entry.Linted = Texts.Lint(entry.Document.Source, () => entry.Document.Parsed);
            entry.DrawsOn = entry.Linted.File.DrawsOn;
            entry.Duration = Stopwatch.GetElapsedTime(started);
        }

        return entry.Linted;
    }

    /// <summary>How long the last linting of a document took.</summary>
    public TimeSpan DurationOf(string uri) => _byUri.GetValueOrDefault(uri)?.Duration ?? TimeSpan.Zero;

    /// <summary>
    /// The keys that a document's framework reads. Text that is being typed is often broken: then the line in question is left out,
    /// and where that does not help the last version counts that could be understood.
    /// </summary>
    public IReadOnlyList<KnownKey> KeysOf(string uri, int line)
    {
        if (!_byUri.TryGetValue(uri, out var entry))
        {
            return [];
        }

        var keys = entry.Document.IsLost ? [] : KnownKeys.In(entry.Document.Parsed);
        if (keys.Count == 0 && !entry.Document.IsLost && entry.Keys.Count == 0)
        {
            keys = KnownKeys.In(entry.Document.ParsedWithout(line));
        }

        if (keys.Count > 0)
        {
            entry.Keys = keys;
        }

        return entry.Keys;
    }

    private sealed class Entry(OpenDocument document)
    {
        public OpenDocument Document { get; } = document;

        public LintedDocument? Linted { get; set; }

        public IReadOnlyList<string> DrawsOn { get; set; } = [];

        public TimeSpan Duration { get; set; }

        public IReadOnlyList<KnownKey> Keys { get; set; } = [];
    }
}
