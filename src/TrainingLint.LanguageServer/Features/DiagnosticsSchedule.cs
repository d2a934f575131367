using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;
using TrainingLint.LanguageServer.Rpc;

namespace TrainingLint.LanguageServer.Features;

/// <summary>
/// What is to be linted, and when: a changed document as soon as no further message waits, so that only the newest text is ever judged;
/// a document that takes long only after a pause in typing; files of the workspace when nothing else is to be done.
/// </summary>
internal sealed class DiagnosticsSchedule(RpcConnection connection, DocumentStore documents, WorkspaceScan workspace,
    Func<ServerSettings> settings)
{
    // Below this a pause would be longer than the work that it saves.
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(300);

    // The pause grows with the work: somebody who types sees at most every third letter judged.
    private const int PausePerWork = 3;

    private readonly Dictionary<string, long> _due = new(StringComparer.Ordinal);
    private readonly HashSet<string> _published = new(StringComparer.Ordinal);
    private readonly Queue<WorkspaceTask> _tasks = new();
    private bool _refresh;
    private int _lastProgress;

    /// <summary>True when the client asks for diagnostics, so that it is not told them as well.</summary>
    public bool IsPulled { get; set; }

    /// <summary>True when a client that asks can be told to ask again.</summary>
    public bool CanRefresh { get; set; }

    /// <summary>True when the client shows how far long work has come.</summary>
    public bool CanShowProgress { get; set; }

    /// <summary>Timestamp of the next piece of work; null without any.</summary>
    public long? Next
    {
        get
        {
            long? next = _refresh || _tasks.Count > 0 ? Stopwatch.GetTimestamp() : null;
            foreach (var due in _due.Values)
            {
                next = next is { } earlier && earlier < due ? earlier : due;
            }

            return next;
        }
    }

    /// <summary>Wants diagnostics of open documents brought up to date.</summary>
    public void Lint(IEnumerable<string> uris)
    {
        if (IsPulled)
        {
            return;
        }

        foreach (var uri in uris)
        {
            var work = documents.DurationOf(uri);
            var pause = work < Quick ? TimeSpan.Zero : work * PausePerWork < LongestPause ? work * PausePerWork : LongestPause;
            _due[uri] = Stopwatch.GetTimestamp() + (long)(pause.TotalSeconds * Stopwatch.Frequency);
        }
    }

    /// <summary>Wants files that are not open linted again, where the user wants the whole workspace linted.</summary>
    public void Relint(IReadOnlyList<string> paths)
    {
        if (!IsPulled && settings().LintsWorkspace && paths.Count > 0)
        {
            _tasks.Enqueue(new WorkspaceTask(paths));
        }
    }

    /// <summary>Tells a client that asks for diagnostics to ask again, once other work is done.</summary>
    public void RefreshSoon() => _refresh |= IsPulled && CanRefresh;

    /// <summary>Takes back what was said of a document that is closed.</summary>
    public void Closed(string uri, string? path)
    {
        _due.Remove(uri);
        if (_published.Remove(uri) && !IsPulled)
        {
            Publish(uri, null, []);
        }

        if (path is not null)
        {
            Relint([path]);
        }
    }

    /// <summary>Lints the workspace and says what is found.</summary>
    public void Scan()
    {
        var task = new WorkspaceTask(workspace.Files());
        if (CanShowProgress && task.Files.Count > 0)
        {
            var token = "traininglint-progress-" + (++_lastProgress).ToString(CultureInfo.InvariantCulture);
            connection.Ask("window/workDoneProgress/create", new ProgressTokenParams(token), ProtocolJson.Default.ProgressTokenParams);
            task.Token = JsonSerializer.SerializeToElement(token, ProtocolJson.Default.String);
        }

        _tasks.Enqueue(task);
    }

    /// <summary>Lints the workspace for a client that asks for it.</summary>
    public void Scan(PendingRequest request, WorkspaceDiagnosticParams call)
    {
        var task = new WorkspaceTask(workspace.Files()) { Request = request, Token = call.WorkDoneToken };
        foreach (var previous in (call.PreviousResultIds ?? []).OfType<PreviousResultId>())
        {
            task.Previous[previous.Uri] = previous.Value;
        }

        _tasks.Enqueue(task);
    }

    /// <summary>Gives up everything that waits; whoever waits for an answer is told so.</summary>
    public void Abandon()
    {
        _due.Clear();
        while (_tasks.TryDequeue(out var task))
        {
            task.Request?.Cancel();
        }
    }

    /// <summary>Does one piece of work.</summary>
    public void Work()
    {
        if (NextDocument() is { } uri)
        {
            _due.Remove(uri);
            Publish(uri);
        }
        else if (_tasks.TryPeek(out var task))
        {
            Continue(task);
        }
        else if (_refresh)
        {
            _refresh = false;
            connection.Ask("workspace/diagnostic/refresh");
        }
    }

    private string? NextDocument()
    {
        string? next = null;
        foreach (var (uri, due) in _due)
        {
            if (due <= Stopwatch.GetTimestamp() && (next is null || due < _due[next]))
            {
                next = uri;
            }
        }

        return next;
    }

    private void Publish(string uri)
    {
        if (documents.Find(uri) is { } document)
        {
            var linted = documents.Lint(uri);
            Publish(uri, document.Version, linted is null ? [] : DiagnosticsFeature.Of(linted, settings().LowestSeverity, documents.UriOf));
        }
    }

    private void Publish(string uri, int? version, Diagnostic[] diagnostics)
    {
        if (diagnostics.Length > 0 || documents.Find(uri) is not null)
        {
            _published.Add(uri);
        }

        connection.Notify("textDocument/publishDiagnostics", new PublishDiagnosticsParams(uri, version, diagnostics), ProtocolJson.Default.PublishDiagnosticsParams);
    }

    private void Continue(WorkspaceTask task)
    {
        if (task.Request is { IsCancelled: true })
        {
            _tasks.Dequeue();
            task.Request.Cancel();
            Progress(task, new ProgressValue("end"));
            return;
        }

        if (task.Done == 0 && task.Files.Count > 0)
        {
            Progress(task, new ProgressValue("begin") { Title = "Linting training configs", Percentage = 0 });
        }

        if (task.Done < task.Files.Count)
        {
            Lint(task, task.Files[task.Done++]);
            ReportShare(task);
            return;
        }

        _tasks.Dequeue();
        if (task.Files.Count > 0)
        {
            Progress(task, new ProgressValue("end"));
        }

        task.Request?.Succeed(new WorkspaceDiagnosticReport([.. task.Reports]), ProtocolJson.Default.WorkspaceDiagnosticReport);
    }

    private void Lint(WorkspaceTask task, string path)
    {
        var report = workspace.Report(path, settings().LowestSeverity);
        if (task.Request is null)
        {
            Tell(path, report);
        }
        else if (report is not null || task.Previous.ContainsKey(documents.UriOf(path)))
        {
            task.Reports.Add(Of(report ?? new FileReport(documents.UriOf(path), null, [], WorkspaceScan.ResultIdOf([])), task));
        }
    }

    // An open document has its own turn, and of a file with nothing to say nothing is said, unless something was before.
    private void Tell(string path, FileReport? report)
    {
        var uri = documents.UriOf(path);
        var isSilent = report is null or { Diagnostics.Length: 0 };
        if (documents.FindByPath(path) is null && (!isSilent || _published.Remove(uri)))
        {
            Publish(uri, null, report?.Diagnostics ?? []);
        }
    }

    private static WorkspaceDocumentReport Of(FileReport report, WorkspaceTask task)
    {
        var isSame = task.Previous.TryGetValue(report.Uri, out var previous) && previous == report.ResultId;
        return new WorkspaceDocumentReport
        {
            Uri = report.Uri,
            Version = report.Version,
            Kind = isSame ? "unchanged" : "full",
            ResultId = report.ResultId,
            Items = isSame ? null : report.Diagnostics,
        };
    }

    private void ReportShare(WorkspaceTask task)
    {
        var share = task.Done * 100 / task.Files.Count;
        if (share >= task.ReportedShare + 5)
        {
            task.ReportedShare = share;
            Progress(task, new ProgressValue("report")
            {
                Message = FormattableString.Invariant($"{task.Done} of {task.Files.Count}"),
                Percentage = share
            });
        }
    }

    private void Progress(WorkspaceTask task, ProgressValue value)
    {
        if (task.Token.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        {
            connection.Notify("$/progress", new ProgressParams(task.Token, value), ProtocolJson.Default.ProgressParams);
        }
    }

    private sealed class WorkspaceTask(IReadOnlyList<string> files)
    {
        public IReadOnlyList<string> Files { get; } = files;

        public int Done { get; set; }

        public int ReportedShare { get; set; }

        public PendingRequest? Request { get; init; }

        public JsonElement Token { get; set; }

        public Dictionary<string, string> Previous { get; } = new(StringComparer.Ordinal);

        public List<WorkspaceDocumentReport> Reports { get; } = [];
    }
}
