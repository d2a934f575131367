using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace TrainingLint.LanguageServer.Benchmark;

/// <summary>The least of an editor that can be timed: writes messages, reads until one of a kind comes.</summary>
internal sealed class Client(Stream toServer, Stream fromServer)
{
    private readonly BufferedStream _input = new(fromServer);

    public void Initialize()
    {
        Send("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}""");
        ReadUntil("\"id\":1");
        Send("""{"jsonrpc":"2.0","method":"initialized","params":{}}""");
    }

    public void Open(string uri, string text) =>
        Send($$$"""{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"{{{uri}}}","languageId":"yaml","version":1,"text":{{{JsonSerializer.Serialize(text)}}} } } }""");

    public void Change(string uri, int version, int line, int start, int end, string text) =>
        Send(FormattableString.Invariant(
            $$$"""{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"{{{uri}}}","version":{{{version}}} },"contentChanges":[{"range":{"start":{"line":{{{line}}},"character":{{{start}}} },"end":{"line":{{{line}}},"character":{{{end}}} } },"text":{{{JsonSerializer.Serialize(text)}}} }]} }"""));

    public void Exit()
    {
        Send("""{"jsonrpc":"2.0","id":2,"method":"shutdown"}""");
        ReadUntil("\"id\":2");
        Send("""{"jsonrpc":"2.0","method":"exit"}""");
    }

    /// <summary>Reads messages up to the diagnostics of a version.</summary>
    public void WaitForDiagnostics(int version) => ReadUntil("publishDiagnostics", FormattableString.Invariant($"\"version\":{version},"));

    private void ReadUntil(params string[] marks)
    {
        while (true)
        {
            var message = Read();
            if (Array.TrueForAll(marks, mark => message.Contains(mark, StringComparison.Ordinal)))
            {
                return;
            }
        }
    }

    private string Read()
    {
        var header = new StringBuilder();
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var next = _input.ReadByte();
            header.Append(next < 0 ? throw new EndOfStreamException() : (char)next);
        }

        var body = new byte[int.Parse(header.ToString().Split(':')[1], CultureInfo.InvariantCulture)];
        _input.ReadExactly(body);
        return Encoding.UTF8.GetString(body);
    }

    private void Send(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        toServer.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"Content-Length: {bytes.Length}\r\n\r\n")));
        toServer.Write(bytes);
        toServer.Flush();
    }
}
