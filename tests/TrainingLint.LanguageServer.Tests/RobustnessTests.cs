using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace TrainingLint.LanguageServer.Tests;

public class RobustnessTests
{
    private const string Uri = "file:///project/train.yaml";
    private const int Parse = -32700;
    private const int InvalidRequest = -32600;
    private const int InvalidParams = -32602;
    private const int Messages = 10_000;
    private const int Edits = 2_000;

    private static readonly string[] Methods =
    [
        "initialize", "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "textDocument/hover", "textDocument/completion", "textDocument/codeAction",
        "textDocument/codeLens", "textDocument/documentLink", "textDocument/inlayHint", "textDocument/diagnostic", "workspace/diagnostic", "workspace/executeCommand",
        "workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles", "workspace/didChangeWorkspaceFolders", "$/cancelRequest", "initialized", "nonsense", "",
    ];

    // What the random messages are made of; "exit" and "shutdown" are left out, as they are no mistakes.
    private static readonly string[] Values =
    [
        "null", "true", "-1", "1e999", "99999999999999999999", "\"\"", "\"file:///project/train.yaml\"", "\"file://%zz\"", "\"untitled:x\"", "\"\\ud83d\"", "[]", "{}", "[null]",
        "{\"uri\":\"file:///project/train.yaml\"}", "{\"uri\":\"file:///project/train.yaml\",\"version\":2,\"text\":\"a: [\",\"languageId\":\"yaml\"}", "{\"line\":-5,\"character\":2147483647}",
        "{\"start\":{\"line\":3,\"character\":9},\"end\":{\"line\":1,\"character\":0}}", "[{\"text\":\"learning_rate: 5\"}]", "[{\"range\":{\"start\":{\"line\":9,\"character\":9},\"end\":{\"line\":9,\"character\":9}},\"text\":\"\\u0000\"}]",
        "[{\"uri\":\"file:///x/.editorconfig\",\"type\":7}]", "{\"added\":[{\"uri\":\"\"}],\"removed\":[]}", "{\"settings\":{\"traininglint\":5}}", "{\"diagnostics\":[],\"only\":[\"\"]}",
    ];

    private static readonly string[] Names = ["textDocument", "position", "range", "contentChanges", "context", "event", "changes", "settings", "command", "arguments", "id", "previousResultIds", "capabilities"];

    private static readonly string[] Scraps =
    [
        "\n", "  ", ":", "learning_rate: 5.0\n", "- ", "[", "]", "{", "\"", "'", "&a ", "*a", "<<: *a\n", "# traininglint: disable=no-warmup\n", "🚀", "训练", "\t", "\r\n", "---\n", "|\n", "!!float ", "_BASE_: x.yaml\n", "${a.b}", "?", "%", "num_train_epochs: 0\n",
    ];

    [Fact]
    public void DefectInOneFile_IsShownThere_AndCostsNoOther()
    {
        using var project = new TestProject { Failing = "a.yaml" };
        var (failing, other) = (project.Write("a.yaml", Configs.Risky), project.Write("b.yaml", Configs.Risky));
        using var client = TestClient.Start(project);

        client.Open(failing, Configs.Risky);
        client.Open(other, Configs.Risky);

        var shown = Assert.Single(client.Diagnostics(failing, 1));
        Assert.Equal(1, (int)shown["severity"]!);
        Assert.Contains("Internal error while reading this file (InvalidCastException)", (string?)shown["message"], StringComparison.Ordinal);
        Assert.Contains(client.Diagnostics(other, 1), item => (string?)item["code"] == "TL0102");

        project.Failing = null;
        client.Replace(failing, Configs.Risky, 2);
        Assert.Contains(client.Diagnostics(failing, 2), item => (string?)item["code"] == "TL0102");
    }

    [Fact]
    public void DefectInAFileOfTheWorkspace_IsShownThere_AndCostsNoOther()
    {
        using var project = new TestProject { Failing = "a.yaml" };
        var (failing, other) = (project.Write("a.yaml", Configs.Risky), project.Write("b.yaml", Configs.Risky));
        using var client = TestClient.Start(project, """{"textDocument":{"diagnostic":{}}}""");

        var items = client.Ask("workspace/diagnostic", """{"previousResultIds":[]}""")!["items"]!.AsArray();

        Assert.Equal([failing, other], items.Select(item => (string)item!["uri"]!));
        Assert.Contains("InvalidCastException", (string?)Assert.Single(items[0]!["items"]!.AsArray())!["message"], StringComparison.Ordinal);
        Assert.Contains(items[1]!["items"]!.AsArray(), item => (string?)item!["code"] == "TL0102");
    }

    [Fact]
    public void BodyThatIsNoJson_IsAnsweredAndForgotten()
    {
        using var client = TestClient.Start();

        client.Send("{\"jsonrpc\":");
        Assert.Equal(Parse, (int)client.Answer("null")["error"]!["code"]!);
        client.Send("[]");
        Assert.Equal(InvalidRequest, (int)client.Answer("null")["error"]!["code"]!);
        client.Send("{\"id\":[],\"method\":\"shutdown\"}");
        Assert.Equal(InvalidRequest, (int)client.Answer("null")["error"]!["code"]!);
        client.Send("{\"id\":9,\"method\":5}");
        Assert.Equal(InvalidRequest, (int)client.Answer("9")["error"]!["code"]!);

        Assert.Null(client.Ask("shutdown"));
    }

    [Theory]
    [InlineData("Content-Length: x\r\n\r\n")]
    [InlineData("Content-Length: -4\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    public void HeaderWithoutLength_IsAnswered_AndTheNextMessageRead(string header)
    {
        using var client = TestClient.Start();

        client.SendRaw(Encoding.ASCII.GetBytes(header));

        Assert.Equal(Parse, (int)client.Answer("null")["error"]!["code"]!);
        Assert.Null(client.Ask("shutdown"));
    }

    [Theory]
    [InlineData("textDocument/hover", null)]
    [InlineData("textDocument/hover", "[]")]
    [InlineData("textDocument/hover", """{"textDocument":{"uri":"file:///a.yaml"}}""")]
    [InlineData("textDocument/hover", """{"textDocument":{"uri":null},"position":{"line":0,"character":0}}""")]
    [InlineData("textDocument/hover", """{"textDocument":{"uri":"file:///a.yaml"},"position":{"line":1.5,"character":0}}""")]
    [InlineData("workspace/executeCommand", "{}")]
    public void WrongParameters_AreRefused(string method, string? parameters)
    {
        using var client = TestClient.Start();

        Assert.Equal(InvalidParams, client.AskInVain(method, parameters));
    }

    [Fact]
    public void RequestCancelledBeforeItsTurn_IsAnsweredAsCancelled()
    {
        using var client = TestClient.Start();
        client.Open(Uri, string.Concat(Enumerable.Range(0, 20_000).Select(i => FormattableString.Invariant($"key{i}: {i}\n"))) + Configs.Risky);
        client.AskAbout("textDocument/codeLens", Uri);
        client.Replace(Uri, string.Concat(Enumerable.Range(0, 20_000).Select(i => FormattableString.Invariant($"kay{i}: {i}\n"))) + Configs.Risky, 2);
        var slow = client.Request("textDocument/codeLens", $$$"""{"textDocument":{"uri":"{{{Uri}}}"}}""");
        var late = client.Request("textDocument/codeLens", $$$"""{"textDocument":{"uri":"{{{Uri}}}"}}""");
        client.Notify("$/cancelRequest", $$$"""{"id":{{{late}}}}""");

        Assert.Equal(-32800, (int)client.Answer(late)["error"]!["code"]!);
        Assert.False(client.AnswerNow(slow).ContainsKey("error"));
    }

    [Fact]
    public void CancellationOfAnUnknownRequest_IsIgnored()
    {
        using var client = TestClient.Start();
        client.Notify("$/cancelRequest", """{"id":"never"}""");
        client.Notify("$/cancelRequest", """{}""");
        client.Notify("$/cancelRequest", "7");

        Assert.Null(client.Ask("shutdown"));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void RandomMessages_NeverReachADefect()
    {
        var random = new Random(20_251_122);
        using var client = TestClient.Start();
        for (var i = 0; i < Messages; i++)
        {
            client.SendRaw(RandomMessage(random, i));
        }

        // Whatever state the noise has left, the next well-formed messages count.
        client.SendRaw("\r\n\r\n"u8);
        client.Notify("workspace/didChangeConfiguration", """{"settings":{"minimumSeverity":"info"}}""");
        client.Open("file:///clean/train.yaml", Configs.Risky, version: 1_000_001);
        Assert.Equal("TL0102", (string?)Assert.Single(client.Diagnostics("file:///clean/train.yaml", 1_000_001))["code"]);
        Assert.Null(client.Ask("shutdown"));
        Assert.True(Defects(client).Length == 0, string.Join("\n", Defects(client).Take(5)));
    }

    [Fact]
    public void RandomEdits_LeaveNoStaleDiagnosticAndNoDefect()
    {
        var random = new Random(7);
        using var client = TestClient.Start();
        var text = Configs.Risky;
        client.Open(Uri, text);
        var version = 1;
        for (var i = 0; i < Edits; i++)
        {
            var lines = new Documents.TextLines(text);
            var (from, to) = (random.Next(text.Length + 1), random.Next(text.Length + 1));
            (from, to) = (Math.Min(from, to), Math.Min(Math.Max(from, to), Math.Min(from, to) + random.Next(12)));
            var scrap = Scraps[random.Next(Scraps.Length)];
            var (start, end) = (lines.PositionOf(from), lines.PositionOf(to));
            text = string.Concat(text[..lines.OffsetOf(start)], scrap, text[lines.OffsetOf(end)..]);
            if (text.Length > 4_000 || text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && HasLoneSurrogate(text))
            {
                text = Configs.Risky;
                client.Replace(Uri, text, ++version);
            }
            else
            {
                client.Edit(Uri, ++version, (start.Line, start.Character), (end.Line, end.Character), scrap);
            }

            if (i % 50 == 0)
            {
                Assert.Equal(Fresh(text), Codes(client.Diagnostics(Uri, version)));
            }
        }

        Assert.True(Defects(client).Length == 0, string.Join("\n", Defects(client).Take(5)));
    }

    private static string[] Defects(TestClient client) =>
        [.. client.Said.Select(message => message.ToJsonString()).Where(text => text.Contains("A defect of TrainingLint", StringComparison.Ordinal)).Distinct()];

    private static string Fresh(string text)
    {
        using var client = TestClient.Start();
        client.Open(Uri, text);
        return Codes(client.Diagnostics(Uri, 1));
    }

    private static string Codes(JsonObject[] diagnostics) => string.Join('\n', diagnostics.Select(item => item.ToJsonString()));

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] RandomMessage(Random random, int number)
    {
        var parameters = "{" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Pick(Names)}\":{Pick(Values)}")) + "}";
        var id = random.Next(3) == 0 ? "" : $"\"id\":{(random.Next(8) == 0 ? Pick(Values) : (number + 1_000_000).ToString(CultureInfo.InvariantCulture))},";
        var body = $"{{\"jsonrpc\":\"2.0\",{id}\"method\":\"{Pick(Methods)}\",\"params\":{(random.Next(6) == 0 ? Pick(Values) : parameters)}}}";
        var bytes = Encoding.UTF8.GetBytes(body);
        switch (random.Next(10))
        {
            case 0:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                break;
            case 1:
                bytes = bytes[..random.Next(bytes.Length)];
                break;
            case 2:
                return [.. "Content-Lngth: 5\r\n\r\n"u8];
            case 3:
                random.NextBytes(bytes);
                break;
        }

        return [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"Content-Length: {bytes.Length}\r\n\r\n")), .. bytes];

        string Pick(string[] from) => from[random.Next(from.Length)];
    }
}
