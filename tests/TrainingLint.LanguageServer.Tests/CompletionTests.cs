using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;

namespace TrainingLint.LanguageServer.Tests;

public class CompletionTests
{
    private const string Uri = "file:///project/train.yaml";

    [Fact]
    public void Key_IsOfferedWithMeaningAndDefault_UnlessItIsThere()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Sound + "we");

        var items = Complete(client, Uri, 9, 2);

        var decay = items["weight_decay"];
        Assert.Equal("weight decay", (string?)decay["detail"]);
        Assert.Contains("`0`", (string?)decay["documentation"]!["value"], StringComparison.Ordinal);
        Assert.Equal("weight_decay: ", (string?)decay["textEdit"]!["newText"]);
        Assert.Equal("{\"start\":{\"line\":9,\"character\":0},\"end\":{\"line\":9,\"character\":2}}", decay["textEdit"]!["range"]!.ToJsonString());
        Assert.DoesNotContain("learning_rate", items.Keys);
    }

    [Fact]
    public void Key_IsOfferedInItsSection()
    {
        const string Text = "MODEL:\n  META_ARCHITECTURE: RetinaNet\nSOLVER:\n  BASE_LR: 0.01\n  IMS_PER_BATCH: 16\n  \nTEST:\n";
        using var client = TestClient.Start();
        client.Open(Uri, Text);

        var inside = Complete(client, Uri, 5, 2);
        var outside = Complete(client, Uri, 7, 0);

        Assert.Contains("MAX_ITER", inside.Keys);
        Assert.DoesNotContain("BASE_LR", inside.Keys);
        Assert.DoesNotContain("MAX_ITER", outside.Keys);
        Assert.Contains("SEED", outside.Keys);
    }

    [Fact]
    public void KeysOfTheFrameworksOwnTable_AreOfferedAtAnyDepth()
    {
        const string Text =
            "base_model: a\nadapter: lora\nmicro_batch_size: 2\nsequence_len: 512\nnum_epochs: 1\ndatasets:\n  - path: a\n    \n\n";
        using var client = TestClient.Start();
        client.Open(Uri, Text);

        var inside = Complete(client, Uri, 7, 4);
        var outside = Complete(client, Uri, 8, 0);

        Assert.Contains("chat_template", inside.Keys);
        Assert.DoesNotContain("path", inside.Keys);
        Assert.DoesNotContain("wandb_project", inside.Keys);
        Assert.Equal("str", (string?)outside["wandb_project"]["detail"]);
        Assert.DoesNotContain("chat_template_jinja_of_nobody", outside.Keys);
    }

    [Fact]
    public void OutdatedKey_IsStruckThroughAndARefusedOneNotOffered()
    {
        using var client = TestClient.Start();
        client.Open(Uri, "base_model: a\nadapter: lora\nmicro_batch_size: 2\nsequence_len: 512\nnum_epochs: 1\n\n");

        var items = Complete(client, Uri, 5, 0);

        Assert.Equal(1, (int?)items["dpo_beta"]["tags"]![0]);
        Assert.Contains("'rl_beta'", (string?)items["dpo_beta"]["documentation"]!["value"], StringComparison.Ordinal);
        Assert.Null(items["rl_beta"]["tags"]);
        Assert.DoesNotContain("s2_attention", items.Keys);
    }

    [Fact]
    public void Value_IsOfferedFromTheFrameworksList()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Sound);

        var items = Complete(client, Uri, 6, 21);

        Assert.Contains("constant_with_warmup", items.Keys);
        Assert.Equal("framework default", (string?)items["linear"]["detail"]);
        Assert.Equal("{\"start\":{\"line\":6,\"character\":19},\"end\":{\"line\":6,\"character\":21}}", items["linear"]["textEdit"]!["range"]!.ToJsonString());
    }

    [Fact]
    public void Flag_IsTrueOrFalse()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Sound + "full_determinism: ");

        Assert.Equal(["true", "false"], Complete(client, Uri, 9, 18).Keys);
    }

    [Fact]
    public void Json_KeysAndValuesKeepTheirQuotes()
    {
        const string Text = "{\n\"model_name_or_path\": \"gpt2\",\n\"learning_rate\": 1e-5,\n\"per_device_train_batch_size\": 8,\n\"num_train_epochs\": 3,\n\"logging_steps\": 5,\n\"lr_scheduler_type\": \"\",\n\"\": 1,\n\"optim\": \n}";
        using var client = TestClient.Start();
        client.Open("file:///a.json", Text, language: "json");

        Assert.Equal("cosine", (string?)Complete(client, "file:///a.json", 6, 22)["cosine"]["textEdit"]!["newText"]);
        Assert.Equal("weight_decay", (string?)Complete(client, "file:///a.json", 7, 1)["weight_decay"]["textEdit"]!["newText"]);
    }

    [Theory]
    [InlineData("# a comment ", 12)]
    [InlineData("services: ", 10)]
    public void ElsewhereNothingIsOffered(string text, int character)
    {
        using var client = TestClient.Start();
        client.Open(Uri, text);

        Assert.Empty(Complete(client, Uri, 0, character));
    }

    [Theory]
    [InlineData("a:\n  b:\n    |", "a.b", null)]
    [InlineData("a:\n  b:\n    c: 1\n  |", "a", null)]
    [InlineData("a:\n  b:\n    c: 1\n|", "", null)]
    [InlineData("a:\n  - b: 1\n    |", "a.0", null)]
    [InlineData("a:\n- b: 1\n- |", "a.1", null)]
    [InlineData("a:\n- b: 1\n  c:\n    d: |", "a.0.c", "d")]
    [InlineData("a:\n  # note\n\n  lr: 1|", "a", "lr")]
    [InlineData("a:\n  - x\n  - y\nb: |", "", "b")]
    [InlineData("a: 'x: |", "", null, false)]
    [InlineData("a:\n  # - x: 1\n  - b: 1\n  #- c: 1\n  - |", "a.1", null)]
    [InlineData("a: {b|", "a", null)]
    [InlineData("a: {b: 1, c: |", "a", "c")]
    [InlineData("a:\n  b: [\n    {\n      'c': 1,\n      |", "a.b.0", null)]
    [InlineData("a:\n  - {b: 1}\n  - {b: {c: 'x', d|", "a.1.b", null)]
    [InlineData("{a: {b: 1}, |", "", null)]
    [InlineData("a: {b: 1}\nc: |", "", "c")]
    [InlineData("a: |\n  x {\nb: |", "", "b")]
    [InlineData("a: [b|", "", null, false)]
    [InlineData("a: {b: 1} # {|", "", null, false)]
    public void PlaceInYaml_IsFoundFromTheText(string text, string parent, string? key, bool isFound = true)
    {
        var cursor = text.LastIndexOf('|');
        var lines = new TextLines(text.Remove(cursor, 1));

        var context = WritingContext.InYaml(lines, lines.PositionOf(cursor));

        Assert.Equal(isFound, context is not null);
        Assert.Equal(isFound ? (parent, key) : (null, null), (context?.Parent, context?.Key));
    }

    [Theory]
    [InlineData("|", "", null)]
    [InlineData("a = 1\n[b]\nc|", "b", null)]
    [InlineData("[[b.c]]\nd = \"|", "b.c", "d")]
    [InlineData("d = [|", "", null, false)]
    [InlineData("# d|", "", null, false)]
    public void PlaceInToml_IsFoundFromTheText(string text, string parent, string? key, bool isFound = true)
    {
        var cursor = text.LastIndexOf('|');
        var lines = new TextLines(text.Remove(cursor, 1));

        var context = WritingContext.InToml(lines, lines.PositionOf(cursor));

        Assert.Equal(isFound ? (parent, key) : (null, null), (context?.Parent, context?.Key));
    }

    [Fact]
    public void KeyBetweenBrackets_IsWrittenWithoutThoseBesideIt()
    {
        const string Text = "base_model: a\nadapter: lora\nmicro_batch_size: 2\nsequence_len: 512\nnum_epochs: 1\n"
            + "datasets:\n  - {path: a, ty, split: train}\n";
        using var client = TestClient.Start();
        client.Open(Uri, Text);

        var items = Complete(client, Uri, 6, 16);

        Assert.Equal("type: ", (string?)items["type"]["textEdit"]!["newText"]);
        Assert.DoesNotContain("split", items.Keys);
        Assert.DoesNotContain("path", items.Keys);
        Assert.DoesNotContain("wandb_project", items.Keys);
    }

    [Fact]
    public void KeyInToml_IsOfferedWithItsSign()
    {
        const string Address = "file:///project/train.toml";
        const string Text = "[network]\nnetwork_module = \"networks.lora\"\nnetwork_dim = 8\nnetwork_alpha = 4\n[rest]\n"
            + "train_batch_size = 1\nunet_lr = 1e-4\nmin_sn\n";
        using var client = TestClient.Start();
        client.Open(Address, Text, language: "toml");

        var items = Complete(client, Address, 7, 6);

        Assert.Equal("min_snr_gamma = ", (string?)items["min_snr_gamma"]["textEdit"]!["newText"]);
        Assert.DoesNotContain("unet_lr", items.Keys);
    }

    [Theory]
    [InlineData("{|", "", null)]
    [InlineData("{\"a\": {\"b\": 1, \"|", "a", null)]
    [InlineData("{\"a\": {\"b\": 1}, |", "", null)]
    [InlineData("{\"a\": [{\"x\": 1}, {\"b\": |", "a.1", "b")]
    [InlineData("{\"a \\\" {\": \"|", "", "a \" {")]
    [InlineData("|", "", null, false)]
    [InlineData("[|", "", null, false)]
    public void PlaceInJson_IsFoundFromTheText(string text, string parent, string? key, bool isFound = true)
    {
        var plain = text.Replace("|", "", StringComparison.Ordinal);
        var lines = new TextLines(plain);

        var context = WritingContext.InJson(plain, lines, new Position(0, text.IndexOf('|', StringComparison.Ordinal)));

        Assert.Equal(isFound ? (parent, key) : (null, null), (context?.Parent, context?.Key));
    }

    private static Dictionary<string, JsonNode> Complete(TestClient client, string uri, int line, int character) =>
        client.AskAt("textDocument/completion", uri, line, character)!["items"]!.AsArray().ToDictionary(item => (string)item!["label"]!, item => item!);
}
