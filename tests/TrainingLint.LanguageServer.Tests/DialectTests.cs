using System.Linq;
using System.Text.Json.Nodes;

namespace TrainingLint.LanguageServer.Tests;

/// <summary>What an editor's status line asks for.</summary>
public class DialectTests
{
    private const string Uri = "file:///project/train.yaml";

    [Fact]
    public void TrainingConfig_IsNamedByItsDialect()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Risky);

        var answer = Dialect(client, Uri);

        Assert.True((bool)answer["isTraining"]!);
        Assert.Contains((string?)answer["dialect"], answer["dialects"]!.AsArray().Select(name => (string?)name));
    }

    [Fact]
    public void CommentThatNamesADialect_IsObeyed()
    {
        using var client = TestClient.Start();
        client.Open(Uri, "# traininglint: dialect=axolotl\nlearning_rate: 2e-5\n");

        Assert.Equal("axolotl", (string?)Dialect(client, Uri)["dialect"]);
    }

    [Fact]
    public void OtherFile_IsNoTraining()
    {
        using var client = TestClient.Start();
        client.Open(Uri, "services: {web: {image: nginx}}\n");

        var answer = Dialect(client, Uri);

        Assert.False((bool)answer["isTraining"]!);
        Assert.Null(answer["dialect"]);
    }

    [Fact]
    public void DocumentThatIsNotOpen_HasNone()
    {
        using var client = TestClient.Start();
        client.Open(Uri, Configs.Risky);

        Assert.Null(client.AskAbout("traininglint/dialect", "file:///project/other.yaml"));
    }

    private static JsonObject Dialect(TestClient client, string uri) => client.AskAbout("traininglint/dialect", uri)!.AsObject();
}
