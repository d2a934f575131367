using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Features;
using TrainingLint.LanguageServer.Protocol;
using TrainingLint.LanguageServer.Rpc;

namespace TrainingLint.LanguageServer;

/// <summary>One client from its first message to its last: what each method means. Only one thread is ever in here.</summary>
internal sealed class Session : IMessageHandler
{
    private readonly RpcConnection _connection;
    private readonly string _version;
    private readonly Dictionary<string, Action<PendingRequest>> _requests;
    private readonly Dictionary<string, Action<JsonElement>> _notifications;
    private readonly DocumentStore _documents;
    private readonly WorkspaceScan _workspace;
    private readonly DiagnosticsSchedule _schedule;
    private readonly IProjectFiles _project;
    private ClientCapabilities _client = new();
    private ServerSettings _settings;
    private bool _isInitialized;
    private bool _isExiting;
    private int? _clientProcess;

    public Session(RpcConnection connection, IProjectFiles project, string version, string? baseline = null)
    {
        _settings = new ServerSettings(Baseline: baseline);
        _connection = connection;
        _project = project;
        _version = version;
        _documents = new DocumentStore(project);
        _workspace = new WorkspaceScan(_documents, project);
        _schedule = new DiagnosticsSchedule(connection, _documents, _workspace, () => _settings);
        _requests = new(StringComparer.Ordinal)
        {
            ["shutdown"] = ShutDown,
            ["textDocument/hover"] = Answering(ProtocolJson.Default.PositionParams, ProtocolJson.Default.HoverResult, Hover),
            ["textDocument/completion"] = Answering(ProtocolJson.Default.PositionParams, ProtocolJson.Default.CompletionList, Complete),
            ["textDocument/codeAction"] = Answering(ProtocolJson.Default.CodeActionParams, ProtocolJson.Default.CodeActionArray, CodeActions),
            ["textDocument/codeLens"] = Answering(ProtocolJson.Default.DocumentParams, ProtocolJson.Default.CodeLensArray,
                call => Linted(call.TextDocument) is { } linted ? CodeLensFeature.Of(linted) : []),
            ["textDocument/documentLink"] = Answering(ProtocolJson.Default.DocumentParams, ProtocolJson.Default.DocumentLinkArray,
                call => Linted(call.TextDocument) is { } linted ? DocumentLinksFeature.Of(linted, _documents.UriOf) : []),
            ["textDocument/inlayHint"] = Answering(ProtocolJson.Default.InlayHintParams, ProtocolJson.Default.InlayHintArray,
                call => _settings.InlayHints && Linted(call.TextDocument) is { } linted ? InlayHintsFeature.In(linted, call.Range) : []),
            [DialectFeature.Method] = Answering(ProtocolJson.Default.DocumentParams, ProtocolJson.Default.DialectAnswer,
                call => Linted(call.TextDocument) is { } linted ? DialectFeature.Of(linted) : null),
            ["textDocument/diagnostic"] = Answering(ProtocolJson.Default.DocumentDiagnosticParams, ProtocolJson.Default.DocumentDiagnosticReport, PullDiagnostics),
            ["workspace/diagnostic"] = PullWorkspaceDiagnostics,
            ["workspace/executeCommand"] = ExecuteCommand,
        };
        _notifications = new(StringComparer.Ordinal)
        {
            ["initialized"] = _ => Initialized(),
            ["textDocument/didOpen"] = Taking(ProtocolJson.Default.DidOpenParams, Opened),
            ["textDocument/didChange"] = Changed,
            ["textDocument/didSave"] = _ => Saved(),
            ["textDocument/didClose"] = Taking(ProtocolJson.Default.DocumentParams, Closed),
            ["workspace/didChangeConfiguration"] = Taking(ProtocolJson.Default.DidChangeConfigurationParams, Configured),
            ["workspace/didChangeWatchedFiles"] = Taking(ProtocolJson.Default.DidChangeWatchedFilesParams,
                call => WatchedFilesFeature.Changed(call.Changes, _documents, _workspace, _project, _schedule)),
            ["workspace/didChangeWorkspaceFolders"] = Taking(ProtocolJson.Default.WorkspaceFoldersParams, FoldersChanged),
        };
    }

    /// <summary>True once the client has asked to shut down.</summary>
    public bool HasShutDown { get; private set; }

    private bool WatchesFiles => _client.Workspace?.DidChangeWatchedFiles?.DynamicRegistration == true;

    /// <inheritdoc/>
    public bool IsDone => _isExiting;

    /// <inheritdoc/>
    public bool IsAlone => _clientProcess is { } id && !IsRunning(id);

    /// <inheritdoc/>
    public long? NextWork => HasShutDown ? null : _schedule.Next;

    /// <inheritdoc/>
    public void Work() => Guarded("work", _schedule.Work);

    /// <inheritdoc/>
    public void Receive(string method, JsonElement parameters)
    {
        if (method == "exit")
        {
            _isExiting = true;
        }
        else if (_isInitialized && !HasShutDown && _notifications.TryGetValue(method, out var take))
        {
            Guarded(method, () => take(parameters));
        }
    }

    /// <inheritdoc/>
    public void Answer(PendingRequest request)
    {
        if (request.IsCancelled)
        {
            request.Cancel();
            return;
        }

        try
        {
            Dispatch(request);
        }
        catch (RpcException problem)
        {
            request.Fail(problem);
        }
        catch (Exception defect) when (IsUnreadable(defect))
        {
            request.Fail(new RpcException(ErrorCode.InvalidParams, "The parameters of " + request.Method + " are not as the protocol has them."));
        }
        catch (Exception defect)
        {
            request.Fail(new RpcException(ErrorCode.Internal, "A defect of TrainingLint (" + defect.GetType().Name + ") in " + request.Method + "; please report it."));
        }
    }

    // An editor that was killed may leave the pipe open, in the hands of another of its children.
    private static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception unknown) when (unknown is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true;
        }
    }

    private void Dispatch(PendingRequest request)
    {
        if (request.Method == "initialize")
        {
            Initialize(request);
        }
        else if (!_isInitialized)
        {
            throw new RpcException(ErrorCode.ServerNotInitialized, "The first request is initialize.");
        }
        else if (HasShutDown)
        {
            throw new RpcException(ErrorCode.InvalidRequest, "The server has shut down; only exit may follow.");
        }
        else if (_requests.TryGetValue(request.Method, out var answer))
        {
            answer(request);
        }
        else
        {
            throw new RpcException(ErrorCode.MethodNotFound, "There is no method " + request.Method + ".");
        }
    }

    private void Initialize(PendingRequest request)
    {
        if (_isInitialized)
        {
            throw new RpcException(ErrorCode.InvalidRequest, "The server is initialized already.");
        }

        var call = Read(request.Parameters, ProtocolJson.Default.InitializeParams);
        _client = call.Capabilities ?? _client;
        _settings = _settings.With(call.InitializationOptions);
        _documents.Texts.Baseline = _settings.Baseline;
        AddFolders(call.WorkspaceFolders?.OfType<WorkspaceFolder>().Select(folder => folder.Uri) ?? (call.RootUri is { } root
            ? [root]
            : []));
        _schedule.IsPulled = _client.TextDocument?.Diagnostic is not null;
        _schedule.CanRefresh = _client.Workspace?.Diagnostics?.RefreshSupport == true;
        _schedule.CanShowProgress = _client.Window?.WorkDoneProgress == true;
        _isInitialized = true;

        // A client in another container has a number that means nothing here.
        _clientProcess = call.ProcessId is { } id && IsRunning(id) ? id : null;
        var capabilities = new ServerCapabilities { DiagnosticProvider = _schedule.IsPulled ? new DiagnosticOptions() : null };
        request.Succeed(new InitializeResult(capabilities, new ServerInfo("traininglint", _version)), ProtocolJson.Default.InitializeResult);
    }

    private void Initialized()
    {
        if (WatchesFiles)
        {
            _connection.Ask("client/registerCapability", WatchedFilesFeature.Registration, ProtocolJson.Default.RegistrationParams);
        }

        ScanIfWanted();
    }

    private void ScanIfWanted()
    {
        if (_settings.LintsWorkspace && !_schedule.IsPulled)
        {
            _schedule.Scan();
        }
    }

    private void ShutDown(PendingRequest request)
    {
        _schedule.Abandon();
        HasShutDown = true;
        request.SucceedWithNothing();
    }

    private void Opened(DidOpenParams call)
    {
        _documents.Open(call.TextDocument);
        Touched(call.TextDocument.Uri);
    }

    // After a change that cannot be read, nobody knows the text; saying nothing is right until all of it comes again.
    private void Changed(JsonElement parameters)
    {
        try
        {
            var call = Read(parameters, ProtocolJson.Default.DidChangeParams);
            if (_documents.Find(call.TextDocument.Uri) is { } document)
            {
                document.Change(call.TextDocument.Version, [.. call.ContentChanges.Select(change => change ?? throw new JsonException())]);
                Touched(document.Uri);
            }
        }
        catch (Exception problem) when (IsUnreadable(problem))
        {
            if (parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("textDocument", out var identifier)
                && identifier.ValueKind == JsonValueKind.Object && identifier.TryGetProperty("uri", out var uri)
                && _documents.Uris.FirstOrDefault(known => known == uri.ToString()) is { } lost)
            {
                _documents.Find(lost)!.IsLost = true;
                Touched(lost);
            }
        }
    }

    // An editor that watches no files would never tell that a base file or an .editorconfig has changed; saving is a moment to look.
    private void Saved()
    {
        if (!WatchesFiles)
        {
            _project.ForgetOptions();
            _project.ForgetPrograms();
            _documents.InvalidateAll();
            _schedule.Lint(_documents.Uris);
        }
    }

    private void Closed(DocumentParams call)
    {
        var uri = call.TextDocument.Uri;
        var path = _documents.Find(uri)?.Path;
        var dependents = _documents.Invalidate(uri);
        _documents.Close(uri);
        _schedule.Closed(uri, path);
        _schedule.Lint(dependents);
        if (path is not null)
        {
            _schedule.Relint(_workspace.Forget(path));
        }
    }

    private void Touched(string uri)
    {
        var dependents = _documents.Invalidate(uri);
        _schedule.Lint([uri, .. dependents]);
        if (_documents.Find(uri)?.Path is { } path)
        {
            _schedule.Relint(_workspace.Forget(path));
        }

        if (dependents.Count > 0)
        {
            _schedule.RefreshSoon();
        }
    }

    private void Configured(DidChangeConfigurationParams call)
    {
        var before = _settings;
        _settings = _settings.With(call.Settings);
        if (before != _settings)
        {
            if (before.Baseline != _settings.Baseline)
            {
                _documents.Texts.Baseline = _settings.Baseline;
                _documents.Texts.ForgetBaseline();
                _documents.InvalidateAll();
            }

            _workspace.ForgetAll();
            _schedule.Lint(_documents.Uris);
            _schedule.RefreshSoon();
            ScanIfWanted();
            if (before.InlayHints != _settings.InlayHints && _client.Workspace?.InlayHint?.RefreshSupport == true)
            {
                _connection.Ask("workspace/inlayHint/refresh");
            }
        }
    }

    private void FoldersChanged(WorkspaceFoldersParams call)
    {
        foreach (var path in call.Event.Removed.OfType<WorkspaceFolder>().Select(folder => DocumentUri.PathOf(folder.Uri)).OfType<string>())
        {
            _documents.Texts.Folders.Remove(path);
        }

        AddFolders(call.Event.Added.OfType<WorkspaceFolder>().Select(folder => folder.Uri));
        _documents.Texts.ForgetRoots();
        _documents.InvalidateAll();
        _schedule.Lint(_documents.Uris);
        ScanIfWanted();
    }

    private void AddFolders(IEnumerable<string> uris) =>
        _documents.Texts.Folders.AddRange(uris.Select(DocumentUri.PathOf).OfType<string>());

    private HoverResult? Hover(PositionParams call) =>
        Linted(call.TextDocument) is { } linted
            ? HoverFeature.At(linted, _documents.KeysOf(call.TextDocument.Uri, call.Position.Line), call.Position)
            : null;

    private CompletionList Complete(PositionParams call) =>
        _documents.Find(call.TextDocument.Uri) is { IsLost: false } document
            ? CompletionFeature.At(document, _documents.KeysOf(document.Uri, call.Position.Line), call.Position)
            : new CompletionList(false, []);

    private CodeAction[] CodeActions(CodeActionParams call) =>
        Linted(call.TextDocument) is { } linted
            ? new CodeActionsFeature(linted, _settings.LowestSeverity, _documents,
                _client.Workspace?.WorkspaceEdit?.DocumentChanges == true).In(call.Range, call.Context?.Only)
            : [];

    private DocumentDiagnosticReport PullDiagnostics(DocumentDiagnosticParams call)
    {
        var diagnostics = Linted(call.TextDocument) is { } linted
            ? DiagnosticsFeature.Of(linted, _settings.LowestSeverity, _documents.UriOf)
            : [];
        var id = WorkspaceScan.ResultIdOf(diagnostics);
        return id == call.PreviousResultId
            ? new DocumentDiagnosticReport { Kind = "unchanged", ResultId = id }
            : new DocumentDiagnosticReport { Kind = "full", ResultId = id, Items = diagnostics };
    }

    private void PullWorkspaceDiagnostics(PendingRequest request) =>
        _schedule.Scan(request, Read(request.Parameters, ProtocolJson.Default.WorkspaceDiagnosticParams));

    private void ExecuteCommand(PendingRequest request)
    {
        var call = Read(request.Parameters, ProtocolJson.Default.ExecuteCommandParams);
        switch (call.Command)
        {
            case CommandNames.OpenRule when call.Arguments is [{ ValueKind: JsonValueKind.String } page]
                && page.ToString().StartsWith("https://", StringComparison.Ordinal):
                OpenPage(page.ToString());
                break;
            case CommandNames.LintWorkspace:
                _workspace.ForgetAll();
                _schedule.Scan();
                break;
            default:
                throw new RpcException(ErrorCode.InvalidParams, "There is no such command, or its arguments are others.");
        }

        request.SucceedWithNothing();
    }

    private void OpenPage(string page)
    {
        if (_client.Window?.ShowDocument?.Support == true)
        {
            _connection.Ask("window/showDocument", new ShowDocumentParams(page, External: true), ProtocolJson.Default.ShowDocumentParams);
        }
        else
        {
            _connection.Notify("window/showMessage", new ShowMessageParams(3, page), ProtocolJson.Default.ShowMessageParams);
        }
    }

    private LintedDocument? Linted(TextDocumentIdentifier document) => _documents.Lint(document.Uri);

    private static bool IsUnreadable(Exception problem) => problem is JsonException or NotSupportedException or InvalidOperationException;

    private static T Read<T>(JsonElement parameters, JsonTypeInfo<T> type)
        where T : class =>
        (parameters.ValueKind == JsonValueKind.Undefined ? null : parameters.Deserialize(type))
            ?? throw new RpcException(ErrorCode.InvalidParams, "The parameters are missing.");

    private static Action<JsonElement> Taking<T>(JsonTypeInfo<T> type, Action<T> take)
        where T : class =>
        parameters => take(Read(parameters, type));

    private static Action<PendingRequest> Answering<TCall, TResult>(JsonTypeInfo<TCall> call, JsonTypeInfo<TResult> result,
        Func<TCall, TResult?> answer)
        where TCall : class
        where TResult : class =>
        request =>
        {
            if (answer(Read(request.Parameters, call)) is { } found)
            {
                request.Succeed(found, result);
            }
            else
            {
                request.SucceedWithNothing();
            }
        };

    // A defect must cost one message, not the session; what the client sent wrongly in a notification has no answer at all.
    private void Guarded(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception problem) when (problem is RpcException || IsUnreadable(problem))
        {
            Log("The parameters of " + what + " are not as the protocol has them.");
        }
        catch (Exception defect)
        {
            Log("A defect of TrainingLint (" + defect.GetType().Name + ") in " + what + "; please report it.");
        }
    }

    private void Log(string message) => _connection.Notify("window/logMessage", new ShowMessageParams(1, message), ProtocolJson.Default.ShowMessageParams);
}
