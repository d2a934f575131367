using System.Text.Json.Nodes;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;
using Range = TrainingLint.LanguageServer.Protocol.Range;

namespace TrainingLint.LanguageServer.Tests;

public class SynchronizationTests
{
    private const string Uri = "file:///project/train.yaml";

    [Fact]
    public void Typing_BringsTheFindingAndTakesItAway()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Sound);
        Assert.Empty(client.Diagnostics(Uri, 1));

        client.Edit(Uri, 2, (2, 18), (2, 21), "");
        Assert.Equal("TL0102", (string?)Assert.Single(client.Diagnostics(Uri, 2))["code"]);

        client.Edit(Uri, 3, (2, 18), (2, 18), "e-5");
        Assert.Empty(client.Diagnostics(Uri, 3));
    }

    [Theory]
    [InlineData("ab\ncd", 0, 1, 1, 1, "X", "aXd")]
    [InlineData("ab\r\ncd", 0, 2, 1, 0, "", "abcd")]
    [InlineData("ab\rcd", 1, 0, 1, 1, "é", "ab\réd")]
    [InlineData("🚀b", 0, 2, 0, 3, "c", "🚀c")]
    [InlineData("训练\n", 0, 1, 0, 2, "", "训\n")]
    [InlineData("ab\ncd", 0, 99, 0, 99, "!", "ab!\ncd")]
    [InlineData("ab\ncd", 9, 0, 9, 0, "!", "ab\ncd!")]
    [InlineData("", 0, 0, 0, 0, "x", "x")]
    [InlineData("abc", 0, 2, 0, 1, "x", "abxc")]
    public void Change_IsMadeWhereTheProtocolSays(string before, int line, int character, int endLine, int endCharacter, string text,
        string after)
    {
        var document = new OpenDocument(new TextDocumentItem { Uri = Uri, Text = before, Version = 1 });

        document.Change(2,
            [new ContentChange { Range = new Range(new Position(line, character), new Position(endLine, endCharacter)), Text = text }]);

        Assert.Equal(after, document.Text);
        Assert.Equal(2, document.Version);
    }

    [Fact]
    public void SeveralChanges_EachSeeTheTextOfTheOneBefore()
    {
        var document = new OpenDocument(new TextDocumentItem { Uri = Uri, Text = "a\nb", Version = 1 });

        document.Change(2, [At(0, 0, "1\n"), At(1, 1, "2"), new ContentChange { Text = "whole" }, At(0, 5, "!")]);

        Assert.Equal("whole!", document.Text);
    }

    [Fact]
    public void ChangeThatCannotBeRead_SilencesTheDocumentUntilItsWholeTextComes()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Risky);
        Assert.Single(client.Diagnostics(Uri, 1));

        client.Notify("textDocument/didChange", $$$"""{"textDocument":{"uri":"{{{Uri}}}","version":2},"contentChanges":[{"range":{"start":"?"},"text":"x"}]}""");
        Assert.Empty(client.Diagnostics(Uri, 1));

        client.Replace(Uri, Configs.Risky, 3);
        Assert.Single(client.Diagnostics(Uri, 3));
    }

    [Fact]
    public void HalfASurrogatePair_CostsNeitherTheSessionNorTheNextText()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Risky);
        client.Diagnostics(Uri, 1);

        client.Notify("textDocument/didChange", $$$"""{"textDocument":{"uri":"{{{Uri}}}","version":2},"contentChanges":[{"text":"a: \ud83d"}]}""");
        client.Replace(Uri, Configs.Risky, 3);

        Assert.Single(client.Diagnostics(Uri, 3));
    }

    [Fact]
    public void ManyChangesAtOnce_AreJudgedByTheirLastText()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Sound);
        for (var version = 2; version < 100; version++)
        {
            client.Replace(Uri, version % 2 == 0 ? Configs.Risky : Configs.Sound, version);
        }

        client.Replace(Uri, Configs.Risky, 100);

        Assert.Single(client.Diagnostics(Uri, 100));
        JsonNode report = client.AskAbout("textDocument/diagnostic", Uri)!;
        Assert.Single(report["items"]!.AsArray());
    }

    private static ContentChange At(int line, int character, string text) =>
        new() { Range = new Range(new Position(line, character), new Position(line, character)), Text = text };
}
