namespace TrainingLint.LanguageServer.Protocol;

internal sealed record Diagnostic
{
    public required Range Range { get; init; }

    /// <summary>1 error, 2 warning, 3 information.</summary>
    public required int Severity { get; init; }

    /// <summary>The rule's ID; null for what is no finding.</summary>
    public string? Code { get; init; }

    public CodeDescription? CodeDescription { get; init; }

    public string Source { get; init; } = "traininglint";

    public required string Message { get; init; }

    /// <summary>1: text that does nothing, which editors fade.</summary>
    public int[]? Tags { get; init; }

    public RelatedInformation[]? RelatedInformation { get; init; }
}

internal sealed record CodeDescription(string Href);

internal sealed record RelatedInformation(Location Location, string Message);

internal sealed record PublishDiagnosticsParams(string Uri, int? Version, Diagnostic[] Diagnostics);

internal sealed record DocumentDiagnosticParams
{
    public required TextDocumentIdentifier TextDocument { get; init; }

    public string? PreviousResultId { get; init; }
}

internal sealed record DocumentDiagnosticReport
{
    /// <summary><c>full</c> or <c>unchanged</c>.</summary>
    public required string Kind { get; init; }

    public required string ResultId { get; init; }

    public Diagnostic[]? Items { get; init; }
}

internal sealed record WorkspaceDiagnosticParams
{
    public PreviousResultId?[]? PreviousResultIds { get; init; }

    public System.Text.Json.JsonElement WorkDoneToken { get; init; }
}

internal sealed record PreviousResultId(string Uri, string Value);

internal sealed record WorkspaceDiagnosticReport(WorkspaceDocumentReport[] Items);

internal sealed record WorkspaceDocumentReport
{
    public required string Uri { get; init; }

    /// <summary>Null for a file that is not open; the protocol wants it written.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)]
    public int? Version { get; init; }

    public required string Kind { get; init; }

    public required string ResultId { get; init; }

    public Diagnostic[]? Items { get; init; }
}
