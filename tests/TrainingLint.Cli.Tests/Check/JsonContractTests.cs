using System.Linq;
using System.Text.Json;

namespace TrainingLint.Cli.Tests.Check;

/// <summary>The JSON of check and inspect is a public, versioned format: members may be added, none may change.</summary>
public sealed class JsonContractTests : IDisposable
{
    private readonly Scratch _scratch = new Scratch().Write("configs/a.yaml", Scratch.Risky);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Finding_HasEveryMemberInItsType()
    {
        var root = _scratch.Run("check", "configs", "--format", "json").Json;
        Assert.Equal(1, root.GetProperty("version").GetInt32());
        Assert.Equal("traininglint", root.GetProperty("tool").GetProperty("name").GetString());
        Assert.NotEmpty(root.GetProperty("tool").GetProperty("version").GetString()!);
        var finding = Assert.Single(root.GetProperty("findings").EnumerateArray());
        Assert.Equal(
            ("TL0102", "learning-rate-too-high", "error", "configs/a.yaml", 3, 12, 3, 16, "SOLVER.BASE_LR", false),
            (Text("ruleId"), Text("rule"), Text("severity"), Text("file"), Number("line"), Number("column"), Number("endLine"), Number("endColumn"), Text("key"), finding.GetProperty("suppressed").GetBoolean()));
        Assert.StartsWith("https://", Text("helpUri"), StringComparison.Ordinal);
        Assert.NotEmpty(Text("message")!);
        Assert.Equal(JsonValueKind.String, finding.GetProperty("recipe").ValueKind);

        string? Text(string name) => finding.GetProperty(name).GetString();
        int Number(string name) => finding.GetProperty(name).GetInt32();
    }

    [Fact]
    public void Summary_CountsShownFindingsThatAreOpen()
    {
        _scratch.Write("configs/b.yaml", Scratch.Risky.Replace("20.0", "20.0  # traininglint: disable=TL0102 sweep"))
            .Write("configs/c.yaml", "services: {}\n");
        var summary = _scratch.Run("check", "configs", "--format", "json").Json.GetProperty("summary");
        Assert.Equal(
            (3, 2, 1, 0, 0, 1),
            (Count("files"), Count("trainingFiles"), Count("error"), Count("warning"), Count("info"), Count("suppressed")));

        int Count(string name) => summary.GetProperty(name).GetInt32();
    }

    [Fact]
    public void Error_NamesFileAndLine()
    {
        var error = Assert.Single(_scratch.Run("check", "nowhere", "--format", "json").Json.GetProperty("errors").EnumerateArray());
        Assert.Equal("nowhere", error.GetProperty("file").GetString());
        Assert.Equal(1, error.GetProperty("line").GetInt32());
        Assert.False(error.GetProperty("internal").GetBoolean());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Fact]
    public void MissingValue_IsNullAndNotLeftOut()
    {
        var finding = _scratch.Write("configs/a.yaml", Scratch.Sound.Replace("SEED: 42\n", ""))
            .Run("check", "configs", "--format", "json", "--severity", "info", "--rules", "missing-seed").Json.GetProperty("findings")[0];
        Assert.Equal(JsonValueKind.Null, finding.GetProperty("key").ValueKind);
    }

    [Fact]
    public void InspectedSetting_HasEveryMemberInItsType()
    {
        var file = Assert.Single(_scratch.Run("inspect", "configs", "--format", "json").Json.GetProperty("files").EnumerateArray());
        Assert.Equal(("configs/a.yaml", "detectron2", true), (file.GetProperty("file").GetString(), file.GetProperty("dialect").GetString(), file.GetProperty("training").GetBoolean()));
        var recipe = Assert.Single(file.GetProperty("recipes").EnumerateArray());
        var rate = recipe.GetProperty("settings").EnumerateArray().Single(setting => setting.GetProperty("name").GetString() == "learningRate");
        Assert.Equal(20.0, rate.GetProperty("value").GetDouble());
        Assert.Equal(
            ("20.0", "SOLVER.BASE_LR", "configs/a.yaml", 3, 12, "file"),
            (Member("text"), Member("key"), Member("file"), rate.GetProperty("line").GetInt32(), rate.GetProperty("column").GetInt32(), Member("origin")));

        string? Member(string name) => rate.GetProperty(name).GetString();
    }

    [Fact]
    public void InspectedSetting_NamesWhatTheFrameworkMeansByIt()
    {
        var settings = _scratch.Write("configs/a.yaml", Scratch.Risky + "TEST:\n  EVAL_PERIOD: 100\n")
            .Run("inspect", "configs", "--format", "json").Json.GetProperty("files")[0].GetProperty("recipes")[0].GetProperty("settings");

        Assert.Equal(["also-at-end"], Of("evaluationInterval").GetProperty("means").EnumerateArray().Select(word => word.GetString()!));
        Assert.False(Of("learningRate").TryGetProperty("means", out _));

        JsonElement Of(string name) => settings.EnumerateArray().Single(setting => setting.GetProperty("name").GetString() == name);
    }

    [Fact]
    public void InspectedFileThatConfiguresNoTraining_IsListedAsSuch()
    {
        var file = _scratch.Write("compose.yaml", "services: {}\n").Run("inspect", "compose.yaml", "--format", "json").Json.GetProperty("files")[0];
        Assert.Equal(JsonValueKind.Null, file.GetProperty("dialect").ValueKind);
        Assert.False(file.GetProperty("training").GetBoolean());
        Assert.Empty(file.GetProperty("recipes").EnumerateArray());
    }
}
