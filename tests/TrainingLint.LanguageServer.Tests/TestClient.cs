using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace TrainingLint.LanguageServer.Tests;

/// <summary>An editor, as far as the server can tell: talks to a server in the same process over two pipes.</summary>
internal sealed class TestClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Pipe _toServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe _fromServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Stream _output;
    private readonly Task<int> _server;
    private readonly BlockingCollection<JsonObject> _incoming = [];
    private readonly List<JsonObject> _notifications = [];
    private readonly Dictionary<string, JsonObject> _answers = [];
    private int _lastId;

    // A project that nobody else knows; null where the test has one.
    private readonly TestProject? _own;

    private TestClient(IProjectFiles? known)
    {
        _own = known is null ? new TestProject() : null;
        var project = known ?? _own!;
        _output = _toServer.Writer.AsStream();
        _server = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    return LanguageServer.Run(_toServer.Reader.AsStream(), _fromServer.Writer.AsStream(), project, "1.0");
                }
                finally
                {
                    _fromServer.Writer.Complete();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        new Thread(Read) { IsBackground = true }.Start();
    }

    /// <summary>What the server has asked of the client.</summary>
    public List<JsonObject> Asked { get; } = [];

    /// <summary>Everything that the server has said so far, taken or not.</summary>
    public List<JsonObject> Said { get; } = [];

    /// <summary>A client that has said nothing yet.</summary>
    public static TestClient Silent(IProjectFiles? project = null) => new(project);

    /// <summary>A client that is initialized.</summary>
    public static TestClient Start(TestProject? project = null, string capabilities = "{}", string options = "{}", string? folder = "")
    {
        var client = Silent(project);
        var folders = project is null || folder is null ? "null" : "[{\"uri\":" + Quote(project.Uri(folder)) + ",\"name\":\"x\"}]";
        client.Ask("initialize", $$$"""{"processId":null,"rootUri":null,"workspaceFolders":{{{folders}}},"capabilities":{{{capabilities}}},"initializationOptions":{{{options}}}}""");
        client.Notify("initialized", "{}");
        return client;
    }

    public void Notify(string method, string parameters) => Send($$$"""{"jsonrpc":"2.0","method":"{{{method}}}","params":{{{parameters}}}}""");

    /// <summary>Sends a request; returns its identifier.</summary>
    public string Request(string method, string? parameters)
    {
        var id = (++_lastId).ToString(CultureInfo.InvariantCulture);
        Send(parameters is null ? $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"{{{method}}}"}""" : $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"{{{method}}}","params":{{{parameters}}}}""");
        return id;
    }

    /// <summary>The result of a request.</summary>
    public JsonNode? Ask(string method, string? parameters = null)
    {
        var answer = Answer(Request(method, parameters));
        Assert.False(answer.ContainsKey("error"), answer.ToJsonString());
        return answer["result"];
    }

    /// <summary>The code of the error with which a request is answered.</summary>
    public int AskInVain(string method, string? parameters = null) => (int)Answer(Request(method, parameters))["error"]!["code"]!;

    /// <summary>The answer to a request, whatever it is.</summary>
    public JsonObject Answer(string id)
    {
        JsonObject? answer;
        while (!_answers.Remove(id, out answer))
        {
            Take();
        }

        return answer;
    }

    /// <summary>An answer that must have come already.</summary>
    public JsonObject AnswerNow(string id) => _answers.Remove(id, out var answer) ? answer : throw new InvalidOperationException("no answer to " + id);

    /// <summary>True once the server asks the client for something; waits for it.</summary>
    public bool IsAskedFor(string method)
    {
        while (!Asked.Exists(asked => (string?)asked["method"] == method))
        {
            Take();
        }

        return true;
    }

    /// <summary>The first notification of a method that fits and was not taken before.</summary>
    public JsonNode Notification(string method, Func<JsonNode, bool>? fits = null)
    {
        while (true)
        {
            var found = _notifications.FindIndex(message => (string?)message["method"] == method && (fits is null || fits(message["params"]!)));
            if (found >= 0)
            {
                var parameters = _notifications[found]["params"]!;
                _notifications.RemoveAt(found);
                return parameters;
            }

            Take();
        }
    }

    public void Open(string uri, string text, int version = 1, string language = "yaml") =>
        Notify("textDocument/didOpen", $$$"""{"textDocument":{"uri":{{{Quote(uri)}}},"languageId":"{{{language}}}","version":{{{version}}},"text":{{{Quote(text)}}}}}""");

    public void Replace(string uri, string text, int version) =>
        Notify("textDocument/didChange", $$$"""{"textDocument":{"uri":{{{Quote(uri)}}},"version":{{{version}}}},"contentChanges":[{"text":{{{Quote(text)}}}}]}""");

    public void Edit(string uri, int version, (int Line, int Character) start, (int Line, int Character) end, string text) =>
        Notify("textDocument/didChange", $$$"""{"textDocument":{"uri":{{{Quote(uri)}}},"version":{{{version}}}},"contentChanges":[{"range":{{{Range(start, end)}}},"text":{{{Quote(text)}}}}]}""");

    public void Close(string uri) => Notify("textDocument/didClose", $$$"""{"textDocument":{"uri":{{{Quote(uri)}}}}}""");

    /// <summary>The diagnostics that are published for a version of a document.</summary>
    public JsonObject[] Diagnostics(string uri, int? version) =>
        [.. Notification("textDocument/publishDiagnostics",
            parameters => (string)parameters["uri"]! == uri && (int?)parameters["version"] == version)["diagnostics"]!.AsArray().Select(item => item!.AsObject())];

    public JsonNode? AskAt(string method, string uri, int line, int character) =>
        Ask(method, $$$"""{"textDocument":{"uri":{{{Quote(uri)}}}},"position":{"line":{{{line}}},"character":{{{character}}}}}""");

    public JsonNode? AskAbout(string method, string uri) => Ask(method, $$$"""{"textDocument":{"uri":{{{Quote(uri)}}}}}""");

    public JsonObject[] Actions(string uri, (int Line, int Character) start, (int Line, int Character) end, string context = "{\"diagnostics\":[]}") =>
        [.. Ask("textDocument/codeAction", $$$"""{"textDocument":{"uri":{{{Quote(uri)}}}},"range":{{{Range(start, end)}}},"context":{{{context}}}}""")!.AsArray().Select(item => item!.AsObject())];

    /// <summary>Sends bytes as they are.</summary>
    public void SendRaw(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _output.Flush();
    }

    /// <summary>Sends a body with its header.</summary>
    public void Send(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        SendRaw([.. Encoding.ASCII.GetBytes($"Content-Length: {bytes.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n"), .. bytes]);
    }

    /// <summary>Closes the connection; returns the exit code.</summary>
    public int Leave()
    {
        _toServer.Writer.Complete();
        return WaitForExit();
    }

    public int WaitForExit()
    {
        Assert.True(_server.Wait(Patience), "the server goes on");
        return _server.Result;
    }

    public static string Quote(string text) => JsonSerializer.Serialize(text);

    public static string Range((int Line, int Character) start, (int Line, int Character) end) =>
        $$$$"""{"start":{"line":{{{{start.Line}}}},"character":{{{{start.Character}}}}},"end":{"line":{{{{end.Line}}}},"character":{{{{end.Character}}}}}}""";

    public void Dispose()
    {
        _toServer.Writer.Complete();
        _server.Wait(Patience);
        _own?.Dispose();
    }

    private void Take()
    {
        Assert.True(_incoming.TryTake(out var message, Patience), "the server does not say what is awaited; it said " + string.Join(", ", _notifications.Select(said => said.ToJsonString())));
        Said.Add(message!);
        if (message!.ContainsKey("method") && message.ContainsKey("id"))
        {
            Asked.Add(message);
            Send($$$"""{"jsonrpc":"2.0","id":{{{message["id"]!.ToJsonString()}}},"result":null}""");
        }
        else if (message.ContainsKey("method"))
        {
            _notifications.Add(message);
        }
        else
        {
            _answers[Id(message)] = message;
        }
    }

    private static string Id(JsonObject message) => message["id"] switch
    {
        null => "null",
        JsonValue value when value.TryGetValue<string>(out var text) => Quote(text),
        var other => other.ToJsonString()
    };

    private void Read()
    {
        using var input = new BufferedStream(_fromServer.Reader.AsStream());
        var header = new StringBuilder();
        for (int next; (next = input.ReadByte()) >= 0;)
        {
            header.Append((char)next);
            if (header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                var body = new byte[int.Parse(header.ToString().Split(':')[1], CultureInfo.InvariantCulture)];
                input.ReadExactly(body);
                _incoming.Add(JsonNode.Parse(body)!.AsObject());
                header.Clear();
            }
        }
    }
}
