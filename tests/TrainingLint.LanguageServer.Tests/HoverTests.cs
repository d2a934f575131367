using System;

namespace TrainingLint.LanguageServer.Tests;

public class HoverTests
{
    private const string Uri = "file:///project/train.yaml";

    [Fact]
    public void Setting_SaysWhatItIs_ItsRange_AndWhy()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Risky);

        var text = Hover(client, Configs.RateLine, 4);

        Assert.Contains("peak learning rate", text, StringComparison.Ordinal);
        Assert.Contains("`5`", text, StringComparison.Ordinal);
        Assert.Contains("Usual for adamw_torch, fine tuning: 5e-8 to 0.001", text, StringComparison.Ordinal);
        Assert.Contains("TL0102", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_WithAMeaningOfItsOwn_SaysIt()
    {
        using var client = TestClient.Start();
        client.Open(Uri, "task: detect\nmode: train\nmodel: yolov8n.pt\ndata: coco.yaml\nepochs: 100\npatience: 0\nlr0: 0.01\n"
            + "lrf: 0.01\nbatch: 16\nimgsz: 640\n");

        var text = Hover(client, 5, 2);

        Assert.Contains("evaluations without progress", text, StringComparison.Ordinal);
        Assert.Contains("Here: off where it is zero or less.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Schedule_DrawsTheRateOverTheRun()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Sound);

        var text = Hover(client, 6, 22);

        Assert.Contains("▁▃", text, StringComparison.Ordinal);
        Assert.Contains("`cosine_with_restarts`", text, StringComparison.Ordinal);
        Assert.Contains("Framework default: `linear`", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AccumulationSteps_SayWhatTheyComeTo()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Sound);

        Assert.Contains("samples per step and device: 32 (8 x 4 accumulation steps)", Hover(client, 4, 3), StringComparison.Ordinal);
    }

    [Fact]
    public void TextThatIsNoSetting_SaysNothing()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Sound + "key_of_nobody: 1\n# learning_rate: 3\n");

        Assert.Null(client.AskAt("textDocument/hover", Uri, 9, 4));
        Assert.Null(client.AskAt("textDocument/hover", Uri, 10, 5));
        Assert.Null(client.AskAt("textDocument/hover", Uri, 99, 5));
        Assert.Null(client.AskAt("textDocument/hover", "file:///other.yaml", 0, 0));
    }

    [Fact]
    public void RateLens_StandsAboveTheRate()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Sound);

        var lens = Assert.Single(client.AskAbout("textDocument/codeLens", Uri)!.AsArray());

        Assert.Equal(Configs.RateLine, (int)lens!["range"]!["start"]!["line"]!);
        Assert.StartsWith("rate ▁", (string?)lens["command"]!["title"], StringComparison.Ordinal);
    }

    [Fact]
    public void DerivedFacts_AreShownWithinTheTextOnlyWhereWanted()
    {
        const string Range = "\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":20,\"character\":0}}";
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Sound);
        var ask = $"{{\"textDocument\":{{\"uri\":\"{Uri}\"}},{Range}}}";
        Assert.Empty(client.Ask("textDocument/inlayHint", ask)!.AsArray());

        client.Notify("workspace/didChangeConfiguration", """{"settings":{"traininglint":{"inlayHints":true}}}""");

        var hint = Assert.Single(client.Ask("textDocument/inlayHint", ask)!.AsArray());
        Assert.Equal("samples per step and device 32", (string?)hint!["label"]);
        Assert.Equal(3, (int)hint["position"]!["line"]!);
    }

    private static string Hover(TestClient client, int line, int character) => (string)client.AskAt("textDocument/hover", Uri, line, character)!["contents"]!["value"]!;
}
