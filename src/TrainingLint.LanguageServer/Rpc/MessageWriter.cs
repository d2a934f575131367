using System;
using System.Buffers;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TrainingLint.LanguageServer.Rpc;

/// <summary>Puts messages on a stream, each as a whole.</summary>
internal sealed class MessageWriter(Stream output)
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = false };

    // Header and body leave together, in one write.
    private readonly BufferedStream _output = new(output, 1 << 16);
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private bool _isBroken;

    /// <summary>True when nobody reads any more.</summary>
    public bool IsBroken => _isBroken;

    /// <summary>Answers a request.</summary>
    public void Result<T>(JsonElement id, T result, JsonTypeInfo<T> type) => Write(json =>
    {
        WriteId(json, id);
        json.WritePropertyName("result");
        JsonSerializer.Serialize(json, result, type);
    });

    /// <summary>Answers a request with nothing.</summary>
    public void NullResult(JsonElement id) => Write(json =>
    {
        WriteId(json, id);
        json.WriteNull("result");
    });

    /// <summary>Answers a request, or a message that cannot be understood, with an error.</summary>
    public void Error(JsonElement id, RpcException problem) => Write(json =>
    {
        WriteId(json, id);
        json.WriteStartObject("error");
        json.WriteNumber("code", problem.Code);
        json.WriteString("message", problem.Message);
        json.WriteEndObject();
    });

    /// <summary>Tells the other side something.</summary>
    public void Notify<T>(string method, T parameters, JsonTypeInfo<T> type) => Write(json =>
    {
        json.WriteString("method", method);
        json.WritePropertyName("params");
        JsonSerializer.Serialize(json, parameters, type);
    });

    /// <summary>Asks the other side something.</summary>
    public void Request<T>(string id, string method, T parameters, JsonTypeInfo<T> type) => Write(json =>
    {
        json.WriteString("id", id);
        json.WriteString("method", method);
        json.WritePropertyName("params");
        JsonSerializer.Serialize(json, parameters, type);
    });

    /// <summary>Asks the other side something that needs no parameters.</summary>
    public void Request(string id, string method) => Write(json =>
    {
        json.WriteString("id", id);
        json.WriteString("method", method);
    });

    private static void WriteId(Utf8JsonWriter json, JsonElement id)
    {
        json.WritePropertyName("id");
        if (id.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
        }
        else
        {
            id.WriteTo(json);
        }
    }

    private void Write(Action<Utf8JsonWriter> write)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            write(json);
            json.WriteEndObject();
        }

        if (_isBroken)
        {
            return;
        }

        try
        {
            _output.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"Content-Length: {_buffer.WrittenCount}\r\n\r\n")));
            _output.Write(_buffer.WrittenSpan);
            _output.Flush();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // Nobody reads any more, which ends the loop.
            _isBroken = true;
        }
    }
}
