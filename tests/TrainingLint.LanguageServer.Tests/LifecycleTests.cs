using System;
using System.Linq;
using System.Text;

namespace TrainingLint.LanguageServer.Tests;

public class LifecycleTests
{
    private const int ServerNotInitialized = -32002;
    private const int InvalidRequest = -32600;
    private const int MethodNotFound = -32601;

    [Fact]
    public void Initialize_SaysWhatTheServerCan()
    {
        using var client = TestClient.Silent();

        var result = client.Ask("initialize", """{"processId":1,"rootUri":null,"capabilities":{}}""")!;

        Assert.Equal("traininglint", (string?)result["serverInfo"]!["name"]);
        Assert.Equal("utf-16", (string?)result["capabilities"]!["positionEncoding"]);
        Assert.Equal(2, (int)result["capabilities"]!["textDocumentSync"]!["change"]!);
        Assert.True((bool)result["capabilities"]!["hoverProvider"]!);
        Assert.Null(result["capabilities"]!["diagnosticProvider"]);
    }

    [Fact]
    public void Initialize_ClientThatAsksForDiagnostics_IsOfferedThem()
    {
        using var client = TestClient.Silent();

        var result = client.Ask("initialize", """{"processId":1,"rootUri":null,"capabilities":{"textDocument":{"diagnostic":{}}}}""")!;

        Assert.True((bool)result["capabilities"]!["diagnosticProvider"]!["workspaceDiagnostics"]!);
    }

    [Fact]
    public void RequestBeforeInitialize_IsRefused()
    {
        using var client = TestClient.Silent();

        Assert.Equal(ServerNotInitialized, client.AskInVain("textDocument/hover", "{}"));
        Assert.Equal(ServerNotInitialized, client.AskInVain("shutdown"));
    }

    [Fact]
    public void NotificationBeforeInitialize_IsIgnored()
    {
        using var client = TestClient.Silent();
        client.Open("file:///a.yaml", Configs.Risky);
        client.Ask("initialize", """{"processId":1,"rootUri":null,"capabilities":{}}""");

        Assert.Null(client.AskAt("textDocument/hover", "file:///a.yaml", Configs.RateLine, 3));
    }

    [Fact]
    public void SecondInitialize_IsRefused()
    {
        using var client = TestClient.Start();

        Assert.Equal(InvalidRequest, client.AskInVain("initialize", """{"capabilities":{}}"""));
    }

    [Fact]
    public void UnknownRequest_IsRefused_UnknownNotificationIgnored()
    {
        using var client = TestClient.Start();
        client.Notify("$/somethingNew", "{}");

        Assert.Equal(MethodNotFound, client.AskInVain("textDocument/juggle", "{}"));
    }

    [Fact]
    public void ShutdownThenExit_EndsWithZero()
    {
        using var client = TestClient.Start();

        Assert.Null(client.Ask("shutdown"));
        Assert.Equal(InvalidRequest, client.AskInVain("textDocument/hover", "{}"));
        client.Notify("exit", "null");

        Assert.Equal(0, client.WaitForExit());
    }

    [Fact]
    public void ExitWithoutShutdown_EndsWithOne()
    {
        using var client = TestClient.Start();

        client.Notify("exit", "null");

        Assert.Equal(1, client.WaitForExit());
    }

    [Fact]
    public void ClientThatIsGone_EndsWithOne()
    {
        using var client = TestClient.Start();

        Assert.Equal(1, client.Leave());
    }

    [Fact]
    public void Answers_ComeInTheOrderOfTheRequests()
    {
        using var client = TestClient.Start();
        client.Open("file:///a.yaml", Configs.Risky);
        var ids = Enumerable.Range(0, 50).Select(i => client.Request(i % 2 == 0 ? "textDocument/codeLens" : "textDocument/documentLink", """{"textDocument":{"uri":"file:///a.yaml"}}""")).ToArray();

        // The answer to the last one is there only when all others are.
        client.Answer(ids[^1]);
        foreach (var id in ids.SkipLast(1))
        {
            Assert.False(client.AnswerNow(id).ContainsKey("error"));
        }
    }

    [Fact]
    public void TwoMessagesAtOnceAndOneInPieces_AreReadAlike()
    {
        using var client = TestClient.Start();
        const string Body = """{"jsonrpc":"2.0","id":"é1","method":"textDocument/juggle"}""";
        var bytes = Encoding.UTF8.GetBytes("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: " + Encoding.UTF8.GetByteCount(Body) + "\r\n\r\n" + Body);

        client.SendRaw([.. bytes, .. bytes[..20]]);
        client.SendRaw(bytes.AsSpan(20, 50));
        client.SendRaw(bytes.AsSpan(70));

        Assert.Equal(MethodNotFound, (int)client.Answer(TestClient.Quote("é1"))["error"]!["code"]!);
        Assert.Equal(MethodNotFound, (int)client.Answer(TestClient.Quote("é1"))["error"]!["code"]!);
    }
}
