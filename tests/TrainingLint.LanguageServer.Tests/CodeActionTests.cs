using System;
using System.Linq;
using System.Text.Json.Nodes;
using TrainingLint.Configs.Fixes;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;
using TextEdit = TrainingLint.Configs.Fixes.TextEdit;

namespace TrainingLint.LanguageServer.Tests;

public class CodeActionTests
{
    private const string Uri = "file:///project/train.yaml";

    [Fact]
    public void Fix_MakesTheFindingGoAway()
    {
        const string Text = Configs.Sound + "num_train_epochs: 3\n";
        using var client = TestClient.Start();
        client.Open(Uri, Text);
        Assert.Contains(client.Diagnostics(Uri, 1), item => (string?)item["code"] == "TL0902");

        var fix = client.Actions(Uri, (9, 0), (9, 16)).First();

        Assert.Equal("Delete the first one", (string?)fix["title"]);
        Assert.True((bool)fix["isPreferred"]!);
        Assert.Equal("TL0902", (string?)fix["diagnostics"]![0]!["code"]);
        client.Replace(Uri, Applied(fix, Text), 2);
        Assert.Empty(client.Diagnostics(Uri, 2));
    }

    [Theory]
    [InlineData("on this line")]
    [InlineData("in this file")]
    public void Suppression_MakesTheFindingGoAway(string where)
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Risky);
        client.Diagnostics(Uri, 1);

        var action = client.Actions(Uri, (2, 15), (2, 15)).Single(item => (string?)item["title"] == "Suppress learning-rate-too-high " + where);

        var text = Applied(action, Configs.Risky);
        Assert.Contains("learning_rate: 5.0", text, StringComparison.Ordinal);
        client.Replace(Uri, text, 2);
        Assert.Empty(client.Diagnostics(Uri, 2));
    }

    [Fact]
    public void Suppression_OfALineWithACommentThatSuppressesAnotherRule_StandsAboveIt()
    {
        var text = Configs.Risky.Replace("5.0", "5.0  # traininglint: disable=no-warmup why", StringComparison.Ordinal);
        using var client = TestClient.Start();
        client.Open(Uri, text);

        var action = client.Actions(Uri, (2, 15), (2, 15)).Single(item => ((string?)item["title"])!.StartsWith("Suppress learning-rate-too-high on", StringComparison.Ordinal));

        Assert.Equal("# traininglint: disable=learning-rate-too-high reason", Applied(action, text).Split('\n')[2]);
    }

    [Fact]
    public void Json_HasNoSuppressions()
    {
        const string Text = "{\"model_name_or_path\": \"gpt2\", \"learning_rate\": 5.0, \"per_device_train_batch_size\": 8, \"num_train_epochs\": 3, \"warmup_ratio\": 0.1, \"logging_steps\": 5}";
        using var client = TestClient.Start();
        client.Open("file:///project/train.json", Text, language: "json");

        var actions = client.Actions("file:///project/train.json", (0, 0), (0, Text.Length));

        Assert.NotEmpty(actions);
        Assert.DoesNotContain(actions, action => ((string?)action["title"])!.StartsWith("Suppress", StringComparison.Ordinal));
    }

    [Fact]
    public void Rule_IsOpenedByTheClientThatCan()
    {
        using var client = TestClient.Start(capabilities: """{"window":{"showDocument":{"support":true}}}""");
        client.Open(Uri, Configs.Risky);
        var command = client.Actions(Uri, (2, 15), (2, 15)).Single(item => item.ContainsKey("command"))["command"]!;

        client.Ask("workspace/executeCommand", $$$"""{"command":"{{{command["command"]}}}","arguments":{{{command["arguments"]!.ToJsonString()}}}}""");

        Assert.True(client.IsAskedFor("window/showDocument"));
        Assert.EndsWith("TL0102.md", (string?)client.Asked.Last()["params"]!["uri"], StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_IsNamedToTheClientThatCannotOpenIt()
    {
        using var client = TestClient.Start();

        client.Ask("workspace/executeCommand", """{"command":"traininglint.openRule","arguments":["https://example.com/rule"]}""");

        Assert.Equal("https://example.com/rule", (string?)client.Notification("window/showMessage")["message"]);
    }

    [Theory]
    [InlineData("""{"command":"traininglint.openRule","arguments":["file:///etc/passwd"]}""")]
    [InlineData("""{"command":"traininglint.openRule"}""")]
    [InlineData("""{"command":"rm"}""")]
    public void CommandThatIsNone_IsRefused(string call)
    {
        using var client = TestClient.Start();

        Assert.Equal(-32602, client.AskInVain("workspace/executeCommand", call));
    }

    [Fact]
    public void LineWithoutFinding_HasNoActions()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Risky);

        Assert.Empty(client.Actions(Uri, (0, 0), (1, 3)));
    }

    [Fact]
    public void FixAll_AppliesSafeFixesOnly_AndOnlyWhenAskedForByName()
    {
        const string Text = Configs.Sound + "num_train_epochs: 3\nwarmup_ratio: 0.2\n";
        using var client = TestClient.Start();
        client.Open(Uri, Text);

        var all = Assert.Single(client.Actions(Uri, (0, 0), (0, 0), """{"diagnostics":[],"only":["source.fixAll"]}"""));
        var text = Applied(all, Text);

        Assert.Equal("source.fixAll.traininglint", (string?)all["kind"]);
        Assert.Equal(1, text.Split("num_train_epochs").Length - 1);
        Assert.Equal(2, text.Split("warmup_ratio").Length - 1);
        Assert.DoesNotContain(client.Actions(Uri, (0, 0), (20, 0)), action => (string?)action["kind"] == "source.fixAll.traininglint");
    }

    [Fact]
    public void ClientThatKnowsVersions_IsGivenOne()
    {
        using var client = TestClient.Start(capabilities: """{"workspace":{"workspaceEdit":{"documentChanges":true}}}""");
        client.Open(Uri, Configs.Risky, version: 12);

        var action = client.Actions(Uri, (2, 15), (2, 15)).First(item => item.ContainsKey("edit"));

        Assert.Equal(12, (int)action["edit"]!["documentChanges"]![0]!["textDocument"]!["version"]!);
    }

    private static string Applied(JsonObject action, string text)
    {
        var lines = new TextLines(text);
        return FixEdits.Apply(text, action["edit"]!["changes"]![Uri]!.AsArray().Select(edit =>
        {
            var (start, end) = (Offset(edit!["range"]!["start"]!), Offset(edit["range"]!["end"]!));
            return new TextEdit(start, end - start, (string)edit["newText"]!);
        }));

        int Offset(JsonNode position) => lines.OffsetOf(new Position((int)position["line"]!, (int)position["character"]!));
    }
}
