using System.Text.Json;

namespace TrainingLint.LanguageServer.Protocol;

internal sealed record InitializeParams
{
    /// <summary>The process that started the server; null where there is none, or none that it wants to be watched.</summary>
    public int? ProcessId { get; init; }

    public string? RootUri { get; init; }

    public WorkspaceFolder?[]? WorkspaceFolders { get; init; }

    public ClientCapabilities? Capabilities { get; init; }

    public JsonElement InitializationOptions { get; init; }
}

internal sealed record WorkspaceFolder(string Uri);

internal sealed record WorkspaceFoldersChange(WorkspaceFolder?[] Added, WorkspaceFolder?[] Removed);

internal sealed record WorkspaceFoldersParams(WorkspaceFoldersChange Event);

/// <summary>What the client can do, as far as the server cares.</summary>
internal sealed record ClientCapabilities
{
    public WorkspaceCapabilities? Workspace { get; init; }

    public TextDocumentCapabilities? TextDocument { get; init; }

    public WindowCapabilities? Window { get; init; }
}

internal sealed record WorkspaceCapabilities
{
    public DynamicCapability? DidChangeWatchedFiles { get; init; }

    public RefreshCapability? Diagnostics { get; init; }

    public RefreshCapability? InlayHint { get; init; }

    public EditCapability? WorkspaceEdit { get; init; }
}

internal sealed record DynamicCapability(bool DynamicRegistration = false);

internal sealed record RefreshCapability(bool RefreshSupport = false);

internal sealed record EditCapability(bool DocumentChanges = false);

internal sealed record TextDocumentCapabilities
{
    /// <summary>There when the client asks for diagnostics itself.</summary>
    public DynamicCapability? Diagnostic { get; init; }
}

internal sealed record WindowCapabilities
{
    public bool WorkDoneProgress { get; init; }

    public SupportCapability? ShowDocument { get; init; }
}

internal sealed record SupportCapability(bool Support = false);

internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

internal sealed record ServerInfo(string Name, string Version);

internal sealed record ServerCapabilities
{
    public string PositionEncoding { get; init; } = "utf-16";

    public SyncOptions TextDocumentSync { get; init; } = new();

    public bool HoverProvider { get; init; } = true;

    public CompletionOptions CompletionProvider { get; init; } = new();

    public CodeActionOptions CodeActionProvider { get; init; } = new();

    public CodeLensOptions CodeLensProvider { get; init; } = new();

    public LinkOptions DocumentLinkProvider { get; init; } = new();

    public bool InlayHintProvider { get; init; } = true;

    public ExecuteCommandOptions ExecuteCommandProvider { get; init; } = new();

    public DiagnosticOptions? DiagnosticProvider { get; init; }

    public WorkspaceOptions Workspace { get; init; } = new();
}

internal sealed record SyncOptions
{
    public bool OpenClose { get; init; } = true;

    /// <summary>2: the client sends what has changed.</summary>
    public int Change { get; init; } = 2;

    public bool Save { get; init; } = true;
}

internal sealed record CompletionOptions
{
    public string[] TriggerCharacters { get; init; } = [":", " ", "\""];
}

internal sealed record CodeActionOptions
{
    public string[] CodeActionKinds { get; init; } = ["quickfix", "source.fixAll.traininglint"];
}

internal sealed record CodeLensOptions(bool ResolveProvider = false);

internal sealed record LinkOptions(bool ResolveProvider = false);

internal sealed record ExecuteCommandOptions
{
    public string[] Commands { get; init; } = [CommandNames.OpenRule, CommandNames.LintWorkspace];
}

internal sealed record DiagnosticOptions
{
    public string Identifier { get; init; } = "traininglint";

    public bool InterFileDependencies { get; init; } = true;

    public bool WorkspaceDiagnostics { get; init; } = true;
}

internal sealed record WorkspaceOptions
{
    public FolderOptions WorkspaceFolders { get; init; } = new();
}

internal sealed record FolderOptions
{
    public bool Supported { get; init; } = true;

    public bool ChangeNotifications { get; init; } = true;
}

/// <summary>Commands that the server runs for the client.</summary>
internal static class CommandNames
{
    /// <summary>Opens the page of a rule; its argument is the address.</summary>
    public const string OpenRule = "traininglint.openRule";

    /// <summary>Lints every training config of the workspace.</summary>
    public const string LintWorkspace = "traininglint.lintWorkspace";
}
