using System;
using System.Text.Json;

namespace TrainingLint.LanguageServer.Rpc;

/// <summary>What a message of the other side is.</summary>
internal enum MessageKind
{
    /// <summary>Wants an answer.</summary>
    Request,

    /// <summary>Wants none.</summary>
    Notification,

    /// <summary>Answers a request of ours.</summary>
    Response,

    /// <summary>Breaks the protocol; <see cref="IncomingMessage.Problem"/> says how.</summary>
    Malformed,
}

/// <summary>One message of the other side.</summary>
internal sealed record IncomingMessage(MessageKind Kind)
{
    /// <summary>The identifier as it came, for the answer; undefined without one.</summary>
    public JsonElement Id { get; init; }

    /// <summary>Name of the method; empty for responses.</summary>
    public string Method { get; init; } = "";

    /// <summary>The parameters of a call, or the result of a response; undefined without any.</summary>
    public JsonElement Content { get; init; }

    /// <summary>The error with which a malformed message is answered.</summary>
    public RpcException? Problem { get; init; }

    /// <summary>Reads the body of a message. Never throws, whatever the bytes are.</summary>
    public static IncomingMessage Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Of(document.RootElement.Clone());
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // The latter is how System.Text.Json says that a name is no Unicode.
            return Malformed(ErrorCode.Parse, "The body is no JSON in UTF-8.");
        }
    }

    /// <summary>The identifier of the request that the client no longer wants; null where the message is no valid cancellation.</summary>
    public string? CancelledId()
    {
        try
        {
            return Content.ValueKind == JsonValueKind.Object && Content.TryGetProperty("id", out var id) ? id.GetRawText() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static IncomingMessage Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Malformed(ErrorCode.InvalidRequest, "A message is one JSON object; batches are no part of the Language Server Protocol.");
        }

        root.TryGetProperty("id", out var id);
        if (id.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.String or JsonValueKind.Number)
            || (id.ValueKind == JsonValueKind.String && TextOf(id) is null))
        {
            return root.TryGetProperty("method", out _) ? Malformed(ErrorCode.InvalidRequest, "An id is a string or a number.") : new IncomingMessage(MessageKind.Response);
        }

        if (!root.TryGetProperty("method", out var method))
        {
            return ResponseFrom(root, id);
        }

        if (method.ValueKind != JsonValueKind.String || TextOf(method) is not { } name)
        {
            return Malformed(ErrorCode.InvalidRequest, "A method is a string.") with { Id = id };
        }

        root.TryGetProperty("params", out var parameters);
        return new IncomingMessage(id.ValueKind == JsonValueKind.Undefined ? MessageKind.Notification : MessageKind.Request)
        {
            Id = id,
            Method = name,
            Content = parameters
        };
    }

    /// <summary>A message that cannot be understood.</summary>
    public static IncomingMessage Malformed(int code, string problem) =>
        new(MessageKind.Malformed) { Problem = new RpcException(code, problem) };

    private static IncomingMessage ResponseFrom(JsonElement root, JsonElement id)
    {
        var isError = root.TryGetProperty("error", out _);
        return root.TryGetProperty("result", out var result) || isError
            ? new IncomingMessage(MessageKind.Response) { Id = id, Content = isError ? default : result }
            : Malformed(ErrorCode.InvalidRequest, "A message has a method, a result or an error.") with { Id = id };
    }

    // Half a surrogate pair is valid JSON, but no text.
    private static string? TextOf(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
