using System.Linq;
using System.Text.Json;

namespace TrainingLint.Cli.Tests.Reviewing;

/// <summary>An old repository takes the tool up, a change goes wrong, the review says how, and the fix makes it green.</summary>
public sealed class StoryTests : IDisposable
{
    private const int Families = 6;
    private const int Configs = 300;

    private readonly GitScratch _git = new();

    public void Dispose() => _git.Dispose();

    [Fact]
    public void TeamAdoptsTheTool_AndSeesExactlyTheNewRisks()
    {
        Generate();
        Assert.Equal(1, _git.Files.Run("check", ".").Exit);
        Assert.Equal(0, _git.Files.Run("check", ".", "--write-baseline", "traininglint.json").Exit);
        Assert.Equal(0, _git.Files.Run("check", ".", "--baseline", "traininglint.json").Exit);
        _git.Commit().Branch("change");

        // One base rate a hundred times too high, one key with two letters exchanged.
        _git.Write("configs/family2/base.yaml", Base(2).Replace("BASE_LR: 0.02", "BASE_LR: 2.0"))
            .Write("configs/family3/run033.yaml", Run(33).Replace("MAX_ITER", "MAX_ITRE"))
            .Commit();

        var review = _git.Review("--head", "change", "--format", "json");
        Assert.Equal(1, review.Exit);
        var reached = Enumerable.Range(0, Configs).Where(i => i % Families == 2).Select(PathOf).Append("configs/family2/base.yaml").Append("configs/family3/run033.yaml");
        Assert.Equal(reached.Order(StringComparer.Ordinal),
            review.Json.GetProperty("recipes").EnumerateArray().Select(recipe => recipe.GetProperty("file").GetString()));
        Assert.Equal(["TL0102 configs/family2/base.yaml", "TL0903 configs/family3/run033.yaml"], Named(review.Json.GetProperty("findings").GetProperty("new")));

        var check = _git.Files.Run("check", ".", "--baseline", "traininglint.json", "--format", "json");
        Assert.Equal(1, check.Exit);
        Assert.Equal(["TL0102 configs/family2/base.yaml", "TL0903 configs/family3/run033.yaml"], Named(check.Json.GetProperty("findings")));

        // The key can be put right without asking, the rate only by hand.
        _git.Files.Run("check", ".", "--baseline", "traininglint.json", "--fix");
        Assert.Equal(Run(33), _git.Files.Read("configs/family3/run033.yaml"));
        _git.Write("configs/family2/base.yaml", Base(2));
        Assert.Equal(0, _git.Files.Run("check", ".", "--baseline", "traininglint.json").Exit);
        Assert.Equal("No new risk.\n\nNo recipe changes in effect.\n", _git.Review().Output);
    }

    // Some of the configs are risky already; nobody looked.
    private void Generate()
    {
        foreach (var family in Enumerable.Range(0, Families))
        {
            _git.Write($"configs/family{family}/base.yaml", Base(family));
        }

        foreach (var i in Enumerable.Range(0, Configs))
        {
            _git.Write(PathOf(i), i % 50 == 7 ? Run(i) + "  WARMUP_ITERS: 900000\n" : Run(i));
        }
    }

    private static string Base(int family) =>
        "SEED: 42\nSOLVER:\n  BASE_LR: 0.02\n  IMS_PER_BATCH: " + (family == 4 ? 32 : 16) + "\n  STEPS: (60000, 80000)\n  MAX_ITER: 90000\n";

    private static string Run(int i) => $"_BASE_: base.yaml\nMODEL:\n  DEPTH: {i}\nSOLVER:\n  MAX_ITER: {90000 + i}\n";

    private static string PathOf(int i) => $"configs/family{i % Families}/run{i:000}.yaml";

    private static string[] Named(JsonElement findings) =>
        [.. findings.EnumerateArray().Where(finding => !finding.GetProperty("suppressed").GetBoolean())
            .Select(finding => finding.GetProperty("ruleId").GetString() + " " + finding.GetProperty("file").GetString())];
}
