using System;

namespace TrainingLint.LanguageServer.Rpc;

/// <summary>Codes of JSON-RPC 2.0 and of the Language Server Protocol 3.17.</summary>
internal static class ErrorCode
{
    public const int Parse = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int Internal = -32603;
    public const int ServerNotInitialized = -32002;
    public const int RequestCancelled = -32800;
}

/// <summary>A request that is answered with an error.</summary>
internal sealed class RpcException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;
}
