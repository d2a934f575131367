using System;
using System.Globalization;
using System.Linq;

namespace TrainingLint.LanguageServer.Tests;

public sealed class WorkspaceTests : IDisposable
{
    private const string Asking = """{"textDocument":{"diagnostic":{}}}""";

    private readonly TestProject _project = new();

    [Fact]
    public void AskedForTheWorkspace_GivesEveryTrainingConfig_WithProgress()
    {
        var (risky, sound) = (_project.Write("risky.yaml", Configs.Risky), _project.Write("sub/sound.yaml", Configs.Sound));
        _project.Write("compose.yaml", "services:\n  web:\n    image: nginx\n");
        using var client = TestClient.Start(_project, Asking);

        var items = client.Ask("workspace/diagnostic", """{"previousResultIds":[],"workDoneToken":"t1"}""")!["items"]!.AsArray();

        Assert.Equal([risky, sound], items.Select(item => (string)item!["uri"]!));
        Assert.Single(items[0]!["items"]!.AsArray());
        Assert.Empty(items[1]!["items"]!.AsArray());
        Assert.True(items[0]!.AsObject().ContainsKey("version"));
        Assert.Equal("begin", (string?)client.Notification("$/progress", said => (string?)said["token"] == "t1")["value"]!["kind"]);
        Assert.Equal("t1", (string?)client.Notification("$/progress", said => (string?)said["value"]!["kind"] == "end")["token"]);
    }

    [Fact]
    public void AskedForTheWorkspaceAgain_SaysWhatIsUnchanged()
    {
        var risky = _project.Write("risky.yaml", Configs.Risky);
        using var client = TestClient.Start(_project, Asking);
        var first = client.Ask("workspace/diagnostic", """{"previousResultIds":[]}""")!["items"]![0]!;
        var ask = $$$"""{"previousResultIds":[{"uri":"{{{risky}}}","value":"{{{first["resultId"]}}}"}]}""";
        Assert.Equal("unchanged", (string?)client.Ask("workspace/diagnostic", ask)!["items"]![0]!["kind"]);

        _project.Write("risky.yaml", Configs.Sound);
        client.Notify("workspace/didChangeWatchedFiles", $$$"""{"changes":[{"uri":"{{{risky}}}","type":2}]}""");

        var changed = client.Ask("workspace/diagnostic", ask)!["items"]![0]!;
        Assert.Equal("full", (string?)changed["kind"]);
        Assert.Empty(changed["items"]!.AsArray());
    }

    [Fact]
    public void OpenFile_CountsAsItIsInTheEditor()
    {
        var uri = _project.Write("train.yaml", Configs.Risky);
        using var client = TestClient.Start(_project, Asking);
        client.Open(uri, Configs.Sound, version: 4);

        var item = Assert.Single(client.Ask("workspace/diagnostic", """{"previousResultIds":[]}""")!["items"]!.AsArray())!;

        Assert.Equal(4, (int)item["version"]!);
        Assert.Empty(item["items"]!.AsArray());
    }

    [Fact]
    public void ClientThatIsTold_GetsTheWorkspaceWhereItWantsIt()
    {
        var (risky, child) = (_project.Write("risky.yaml", Configs.Risky), _project.Write("child.yaml", Configs.Child));
        _project.Write("base.yaml", Configs.RiskyBase);
        using var client = TestClient.Start(_project, """{"window":{"workDoneProgress":true}}""", """{"workspace":true}""");
        Assert.Single(client.Diagnostics(risky, null));
        Assert.NotEmpty(client.Diagnostics(child, null));
        Assert.True(client.IsAskedFor("window/workDoneProgress/create"));

        _project.Write("base.yaml", Configs.RiskyBase.Replace("90.0", "0.02", StringComparison.Ordinal));
        client.Notify("workspace/didChangeWatchedFiles", $$$"""{"changes":[{"uri":"{{{_project.Uri("base.yaml")}}}","type":2}]}""");

        Assert.DoesNotContain(client.Diagnostics(child, null), item => (string?)item["code"] == "TL0102");
    }

    [Fact]
    public void Command_LintsTheWorkspaceOnce()
    {
        var risky = _project.Write("risky.yaml", Configs.Risky);
        using var client = TestClient.Start(_project);

        client.Ask("workspace/executeCommand", """{"command":"traininglint.lintWorkspace"}""");

        Assert.Single(client.Diagnostics(risky, null));
    }

    [Fact]
    public void CancelledScan_IsAnsweredAsCancelled_AndOthersGoOn()
    {
        for (var i = 0; i < 300; i++)
        {
            _project.Write("config" + i.ToString(CultureInfo.InvariantCulture) + ".yaml", Configs.Risky);
        }

        using var client = TestClient.Start(_project, Asking);
        var scan = client.Request("workspace/diagnostic", """{"previousResultIds":[]}""");
        client.Notify("$/cancelRequest", $$$"""{"id":{{{scan}}}}""");

        // A request that comes behind the scan does not wait for its end.
        Assert.Null(client.AskAt("textDocument/hover", "file:///nowhere.yaml", 0, 0));
        Assert.Equal(-32800, (int)client.Answer(scan)["error"]!["code"]!);
    }

    [Fact]
    public void FolderThatIsAdded_IsLintedAsWell()
    {
        var risky = _project.Write("later/risky.yaml", Configs.Risky);
        using var client = TestClient.Start(_project, Asking, folder: null);
        Assert.Empty(client.Ask("workspace/diagnostic", """{"previousResultIds":[]}""")!["items"]!.AsArray());

        client.Notify("workspace/didChangeWorkspaceFolders", $$$"""{"event":{"added":[{"uri":"{{{_project.Uri("later")}}}","name":"later"}],"removed":[]}}""");

        Assert.Equal(risky, (string?)Assert.Single(client.Ask("workspace/diagnostic", """{"previousResultIds":[]}""")!["items"]!.AsArray())!["uri"]);
    }

    public void Dispose() => _project.Dispose();
}
