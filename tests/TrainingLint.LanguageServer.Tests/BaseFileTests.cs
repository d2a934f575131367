using System;

namespace TrainingLint.LanguageServer.Tests;

public sealed class BaseFileTests : IDisposable
{
    private const string WatchFiles = """{"workspace":{"didChangeWatchedFiles":{"dynamicRegistration":true}}}""";

    private readonly TestProject _project = new();

    [Fact]
    public void FindingInABaseFile_IsShownWhereTheFileIsNamed_AndPointsToTheValue()
    {
        var (child, parent) = (_project.Write("child.yaml", Configs.Child), _project.Write("base.yaml", Configs.RiskyBase));
        using var client = TestClient.Start(_project);

        client.Open(child, Configs.Child);

        var diagnostic = Assert.Single(client.Diagnostics(child, 1), item => (string?)item["code"] == "TL0102");
        Assert.Equal((0, 8), ((int)diagnostic["range"]!["start"]!["line"]!, (int)diagnostic["range"]!["start"]!["character"]!));
        var related = diagnostic["relatedInformation"]![0]!["location"]!;
        Assert.Equal(parent, (string?)related["uri"]);
        Assert.Equal((3, 11), ((int)related["range"]!["start"]!["line"]!, (int)related["range"]!["start"]!["character"]!));
    }

    [Fact]
    public void UnsavedBaseFile_CountsBeforeTheOneOnDisk()
    {
        var (child, parent) = (_project.Write("child.yaml", Configs.Child), _project.Write("base.yaml", Configs.RiskyBase));
        using var client = TestClient.Start(_project);
        client.Open(child, Configs.Child);
        Assert.NotEmpty(client.Diagnostics(child, 1));

        client.Open(parent, Configs.RiskyBase.Replace("90.0", "0.02", StringComparison.Ordinal));

        Assert.DoesNotContain(client.Diagnostics(child, 1), item => (string?)item["code"] == "TL0102");
        client.Close(parent);
        Assert.Contains(client.Diagnostics(child, 1), item => (string?)item["code"] == "TL0102");
    }

    [Fact]
    public void BaseFileThatChangesOnDisk_IsReadAgain()
    {
        var (child, parent) = (_project.Write("child.yaml", Configs.Child), _project.Write("base.yaml", Configs.RiskyBase));
        using var client = TestClient.Start(_project, WatchFiles);
        client.Open(child, Configs.Child);
        Assert.NotEmpty(client.Diagnostics(child, 1));
        Assert.Contains(client.Asked, asked => asked.ToJsonString().Contains("workspace/didChangeWatchedFiles", StringComparison.Ordinal));

        _project.Write("base.yaml", Configs.RiskyBase.Replace("90.0", "0.002", StringComparison.Ordinal));
        client.Notify("workspace/didChangeWatchedFiles", $$$"""{"changes":[{"uri":"{{{parent}}}","type":2}]}""");

        Assert.DoesNotContain(client.Diagnostics(child, 1), item => (string?)item["code"] == "TL0102");
    }

    [Fact]
    public void BaseFileThatAppears_IsFound()
    {
        var child = _project.Write("child.yaml", Configs.Child);
        using var client = TestClient.Start(_project);
        client.Open(child, Configs.Child);
        Assert.Contains(client.Diagnostics(child, 1), item => (string?)item["code"] == "TL0904");

        var parent = _project.Write("base.yaml", Configs.RiskyBase);
        client.Notify("workspace/didChangeWatchedFiles", $$$"""{"changes":[{"uri":"{{{parent}}}","type":1}]}""");

        Assert.DoesNotContain(client.Diagnostics(child, 1), item => (string?)item["code"] == "TL0904");
    }

    [Fact]
    public void ChangedConfiguration_CountsAtOnce()
    {
        var uri = _project.Write("train.yaml", Configs.Risky);
        using var client = TestClient.Start(_project);
        client.Open(uri, Configs.Risky);
        Assert.NotEmpty(client.Diagnostics(uri, 1));

        _project.Options["traininglint.learning-rate-too-high.severity"] = "none";
        client.Notify("workspace/didChangeWatchedFiles", $$$"""{"changes":[{"uri":"{{{_project.Uri(".editorconfig")}}}","type":2}]}""");

        Assert.Empty(client.Diagnostics(uri, 1));
        Assert.Equal(1, _project.Forgotten);
    }

    [Fact]
    public void ClientThatWatchesNoFiles_SeesTheChangedConfiguration_WhenItSaves()
    {
        var uri = _project.Write("train.yaml", Configs.Risky);
        using var client = TestClient.Start(_project);
        client.Open(uri, Configs.Risky);
        Assert.NotEmpty(client.Diagnostics(uri, 1));

        _project.Options["traininglint.learning-rate-too-high.severity"] = "none";
        client.Notify("textDocument/didSave", $$$"""{"textDocument":{"uri":"{{{uri}}}"}}""");

        Assert.Empty(client.Diagnostics(uri, 1));
    }

    [Fact]
    public void ExcludedFile_ShowsNothing()
    {
        _project.Options["traininglint.exclude"] = "true";
        var uri = _project.Write("train.yaml", Configs.Risky);
        using var client = TestClient.Start(_project);

        client.Open(uri, Configs.Risky);

        Assert.Empty(client.Diagnostics(uri, 1));
    }

    [Fact]
    public void NameOfABaseFile_IsALink()
    {
        var (child, parent) = (_project.Write("child.yaml", Configs.Child), _project.Write("base.yaml", Configs.RiskyBase));
        using var client = TestClient.Start(_project);
        client.Open(child, Configs.Child);

        var link = Assert.Single(client.AskAbout("textDocument/documentLink", child)!.AsArray());

        Assert.Equal(parent, (string?)link!["target"]);
        Assert.Equal("{\"start\":{\"line\":0,\"character\":8},\"end\":{\"line\":0,\"character\":17}}", link["range"]!.ToJsonString());
    }

    [Fact]
    public void GroupsOfHydra_AreLinks()
    {
        const string Main = """
            defaults:
              - data: mnist
              - model: mnist
              - trainer: gpu
              - callbacks: null
              - _self_
            seed: 1

            """;
        var main = _project.Write("configs/train.yaml", Main);
        var model = _project.Write("configs/model/mnist.yaml", "_target_: src.Mnist\noptimizer:\n  _target_: torch.optim.Adam\n  lr: 0.01\n");
        _project.Write("configs/data/mnist.yaml", "_target_: src.Data\nbatch_size: 64\n");
        using var client = TestClient.Start(_project);
        client.Open(main, Main);

        var links = client.AskAbout("textDocument/documentLink", main)!.AsArray();

        Assert.Equal(model, (string?)Assert.Single(links, link => (int)link!["range"]!["start"]!["line"]! == 2)!["target"]);
        Assert.Equal(2, links.Count);
    }

    [Fact]
    public void FileWithoutBase_HasNoLinks()
    {
        using var client = TestClient.Start(_project);
        client.Open("file:///a.yaml", Configs.Sound);

        Assert.Empty(client.AskAbout("textDocument/documentLink", "file:///a.yaml")!.AsArray());
    }

    [Fact]
    public void ClientThatAsks_IsToldToAskAgain_WhenABaseFileChanges()
    {
        var (child, parent) = (_project.Write("child.yaml", Configs.Child), _project.Write("base.yaml", Configs.RiskyBase));
        using var client = TestClient.Start(_project, """{"textDocument":{"diagnostic":{}},"workspace":{"diagnostics":{"refreshSupport":true}}}""");
        client.Open(child, Configs.Child);
        client.Open(parent, Configs.RiskyBase);
        Assert.Contains(client.AskAbout("textDocument/diagnostic", child)!["items"]!.AsArray(), item => (string?)item!["code"] == "TL0102");

        client.Replace(parent, Configs.RiskyBase.Replace("90.0", "0.02", StringComparison.Ordinal), 2);

        Assert.DoesNotContain(client.AskAbout("textDocument/diagnostic", child)!["items"]!.AsArray(), item => (string?)item!["code"] == "TL0102");
        Assert.True(client.IsAskedFor("workspace/diagnostic/refresh"));
    }

    public void Dispose() => _project.Dispose();
}
