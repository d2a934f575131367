using System;
using System.Text.Json.Nodes;

namespace TrainingLint.LanguageServer.Tests;

public class DiagnosticsTests
{
    private const string Uri = "file:///project/train.yaml";

    [Fact]
    public void RiskyValue_IsShownAtTheValue()
    {
        using var client = TestClient.Start();

        client.Open(Uri, Configs.Risky, version: 7);

        var diagnostic = Assert.Single(client.Diagnostics(Uri, 7));
        Assert.Equal(TestRange(2, 15, 18), Shown(diagnostic));
        Assert.Equal("TL0102", (string?)diagnostic["code"]);
        Assert.Equal("traininglint", (string?)diagnostic["source"]);
        Assert.Equal(1, (int)diagnostic["severity"]!);
        Assert.EndsWith("/TL0102.md", (string?)diagnostic["codeDescription"]!["href"], StringComparison.Ordinal);
    }

    [Fact]
    public void SoundConfig_ShowsNothing()
    {
        using var client = TestClient.Start();

        client.Open(Uri, Configs.Sound);

        Assert.Empty(client.Diagnostics(Uri, 1));
    }

    [Fact]
    public void FileThatIsNoTrainingConfig_ShowsNothing()
    {
        using var client = TestClient.Start();

        client.Open(Uri, "services:\n  web:\n    image: nginx\n");

        Assert.Empty(client.Diagnostics(Uri, 1));
    }

    [Fact]
    public void PositionsBehindEmojiAndChinese_CountUtf16Units()
    {
        using var client = TestClient.Start();
        const string Line = "{\"注释\": \"🚀🚀 训练\", \"learning_rate\": 5.0, \"per_device_train_batch_size\": 8, \"num_train_epochs\": 3, \"model_name_or_path\": \"gpt2\", \"warmup_ratio\": 0.1, \"logging_steps\": 5}";

        client.Open("file:///project/train.json", Line, language: "json");

        var diagnostic = Assert.Single(client.Diagnostics("file:///project/train.json", 1), item => (string?)item["code"] == "TL0102");
        var start = Line.IndexOf("5.0", StringComparison.Ordinal);
        Assert.Equal(TestRange(0, start, start + 3), Shown(diagnostic));
    }

    [Fact]
    public void BrokenText_IsShownWhereItBreaks_AndGoneWhenMended()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Sound + "report_to: [wandb\n");
        Assert.Contains(client.Diagnostics(Uri, 1), item => (string?)item["code"] == "TL0905");

        client.Replace(Uri, Configs.Sound + "report_to: [wandb]\n", 2);

        Assert.Empty(client.Diagnostics(Uri, 2));
    }

    [Fact]
    public void SuppressedFinding_IsNotShown()
    {
        using var client = TestClient.Start();

        client.Open(Uri, Configs.Risky.Replace("5.0", "5.0  # traininglint: disable=learning-rate-too-high a test", StringComparison.Ordinal));

        Assert.Empty(client.Diagnostics(Uri, 1));
    }

    [Fact]
    public void SuppressionWithoutUse_IsFaded()
    {
        using var client = TestClient.Start();

        client.Open(Uri, Configs.Sound.Replace("2.0e-5", "2.0e-5  # traininglint: disable=learning-rate-too-high a test", StringComparison.Ordinal));

        var diagnostic = Assert.Single(client.Diagnostics(Uri, 1));
        Assert.Equal("TL0908", (string?)diagnostic["code"]);
        Assert.Equal(1, (int)diagnostic["tags"]![0]!);
    }

    [Fact]
    public void DuplicateKey_NamesTheFirstOne()
    {
        using var client = TestClient.Start();

        client.Open(Uri, Configs.Sound + "num_train_epochs: 5\n");

        var diagnostic = Assert.Single(client.Diagnostics(Uri, 1), item => (string?)item["code"] == "TL0902");
        Assert.Equal(5, (int)diagnostic["relatedInformation"]![0]!["location"]!["range"]!["start"]!["line"]!);
        Assert.Equal(Uri, (string?)diagnostic["relatedInformation"]![0]!["location"]!["uri"]);
    }

    [Fact]
    public void ClosedDocument_LosesItsDiagnostics()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Risky);
        client.Diagnostics(Uri, 1);

        client.Close(Uri);

        Assert.Empty(client.Diagnostics(Uri, null));
    }

    [Fact]
    public void UntitledDocument_IsLinted()
    {
        using var client = TestClient.Start();

        client.Open("untitled:Untitled-1", Configs.Risky);

        Assert.Single(client.Diagnostics("untitled:Untitled-1", 1));
    }

    [Fact]
    public void LowestSeverity_LeavesOutWhatIsWeaker()
    {
        using var client = TestClient.Start(options: """{"minimumSeverity":"error"}""");
        client.Open(Uri, Configs.Risky + "num_train_epochs: 3\n");

        Assert.Equal("TL0102", (string?)Assert.Single(client.Diagnostics(Uri, 1))["code"]);
        client.Notify("workspace/didChangeConfiguration", """{"settings":{"traininglint":{"minimumSeverity":"info"}}}""");
        Assert.Equal(2, client.Diagnostics(Uri, 1).Length);
    }

    [Fact]
    public void AskedForDiagnostics_GivesThemOnce()
    {
        using var client = TestClient.Start(capabilities: """{"textDocument":{"diagnostic":{}}}""");
        client.Open(Uri, Configs.Risky);

        var report = client.AskAbout("textDocument/diagnostic", Uri)!;
        var again = client.Ask("textDocument/diagnostic", $$$"""{"textDocument":{"uri":"{{{Uri}}}"},"previousResultId":"{{{report["resultId"]}}}"}""")!;

        Assert.Equal("full", (string?)report["kind"]);
        Assert.Equal("TL0102", (string?)report["items"]![0]!["code"]);
        Assert.Equal("unchanged", (string?)again["kind"]);
        Assert.Null(again["items"]);
    }

    [Fact]
    public void AskedForDiagnosticsOfUnknownDocument_GivesNone()
    {
        using var client = TestClient.Start(capabilities: """{"textDocument":{"diagnostic":{}}}""");

        Assert.Empty(client.AskAbout("textDocument/diagnostic", "file:///nowhere.yaml")!["items"]!.AsArray());
    }

    private static (int, int, int, int) TestRange(int line, int start, int end) => (line, start, line, end);

    private static (int, int, int, int) Shown(JsonObject diagnostic)
    {
        var (start, end) = (diagnostic["range"]!["start"]!, diagnostic["range"]!["end"]!);
        return ((int)start["line"]!, (int)start["character"]!, (int)end["line"]!, (int)end["character"]!);
    }
}
