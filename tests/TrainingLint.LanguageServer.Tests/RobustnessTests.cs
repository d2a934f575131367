using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using TrainingLint.Tests;

namespace TrainingLint.LanguageServer.Tests;

public class RobustnessTests
{
    private const string Uri = "file:///project/train.yaml";
    private const int Parse = -32700;
    private const int InvalidRequest = -32600;
    private const int InvalidParams = -32602;
    private const int Sessions = 100;
    private const int MessagesOfASession = 200;
    private const int EditSessions = 60;
    private const int EditsOfASession = 60;

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
        client.Replace(Uri,
            string.Concat(Enumerable.Range(0, 20_000).Select(i => FormattableString.Invariant($"kay{i}: {i}\n"))) + Configs.Risky, 2);
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
    public void RandomMessages_NeverReachADefect() => Property.Holds(
        Message.Array[1, MessagesOfASession],
        Sessions,
        messages =>
        {
            using var client = TestClient.Start();
            foreach (var message in messages)
            {
                client.SendRaw(message);
            }

            // Whatever state the noise has left, the next well-formed messages count.
            client.SendRaw("\r\n\r\n"u8);
            client.Notify("workspace/didChangeConfiguration", """{"settings":{"minimumSeverity":"info"}}""");
            client.Open("file:///clean/train.yaml", Configs.Risky, version: 1_000_001);
            Assert.Equal("TL0102", (string?)Assert.Single(client.Diagnostics("file:///clean/train.yaml", 1_000_001))["code"]);
            Assert.Null(client.Ask("shutdown"));
            Assert.True(Defects(client).Length == 0, string.Join("\n", Defects(client).Take(5)));
        },
        messages => string.Join("\n", messages.Select(Encoding.Latin1.GetString)));

    [Fact]
    public void RandomEdits_LeaveNoStaleDiagnosticAndNoDefect() => Property.Holds(
        Gen.Select(Gen.Double.Unit, Gen.Int[0, 11], Gen.Int[0, Scraps.Length - 1],
            (at, length, scrap) => (At: at, Length: length, Scrap: Scraps[scrap]))
            .Array[1, EditsOfASession],
        EditSessions,
        edits =>
        {
            using var client = TestClient.Start();
            var text = Configs.Risky;
            client.Open(Uri, text);
            var version = 1;
            foreach (var (at, length, scrap) in edits)
            {
                text = Edited(text, (int)(at * text.Length), length, scrap, client, ++version);
            }

            Assert.Equal(Fresh(text), Codes(client.Diagnostics(Uri, version)));
            Assert.True(Defects(client).Length == 0, string.Join("\n", Defects(client).Take(5)));
        });

    // Sends one edit, and returns the text behind it. A text that has grown too long, or that no editor could send, is replaced by the first.
    private static string Edited(string text, int from, int length, string scrap, TestClient client, int version)
    {
        var lines = new Documents.TextLines(text);
        var (start, end) = (lines.PositionOf(from), lines.PositionOf(Math.Min(text.Length, from + length)));
        var edited = string.Concat(text[..lines.OffsetOf(start)], scrap, text[lines.OffsetOf(end)..]);
        if (edited.Length > 4_000 || edited.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && HasLoneSurrogate(edited))
        {
            client.Replace(Uri, Configs.Risky, version);
            return Configs.Risky;
        }

        client.Edit(Uri, version, (start.Line, start.Character), (end.Line, end.Character), scrap);
        return edited;
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

    // A request or a notification of random parts, and some of them damaged on the way.
    private static Gen<byte[]> Message { get; } = Gen.Select(
        Gen.Select(OneOf(Names), OneOf(Values), (name, value) => FormattableString.Invariant($"\"{name}\":{value}")).Array[0, 3],
        Gen.Frequency((1, Gen.Const("")),
            (2, Gen.Frequency((7, Gen.Int[1_000_000, 2_000_000].Select(Number)), (1, OneOf(Values))).Select(id => "\"id\":" + id + ","))),
        OneOf(Methods),
        Gen.Frequency((5, Gen.Const((string?)null)), (1, OneOf(Values).Select(value => (string?)value))),
        Gen.Int[0, 9],
        Gen.Double.Unit,
        Gen.Byte,
        (parameters, id, method, other, damage, at, noise) => Damaged(
            $"{{\"jsonrpc\":\"2.0\",{id}\"method\":\"{method}\",\"params\":{other ?? "{" + string.Join(',', parameters) + "}"}}}", damage, at, noise));

    private static Gen<string> OneOf(string[] from) => Gen.OneOf(from);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Damaged(string body, int damage, double at, byte noise)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var place = (int)(at * (bytes.Length - 1));
        switch (damage)
        {
            case 0:
                bytes[place] = noise;
                break;
            case 1:
                bytes = bytes[..place];
                break;
            case 2:
                return [.. "Content-Lngth: 5\r\n\r\n"u8];
            case 3:
                for (var i = 0; i < bytes.Length; i++)
                {
                    bytes[i] = (byte)((bytes[i] * 31) + (i * noise));
                }

                break;
        }

        return [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"Content-Length: {bytes.Length}\r\n\r\n")), .. bytes];
    }
}
