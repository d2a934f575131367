using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Fixes;

/// <summary>The fix of TL0301 for a seed that nobody wrote.</summary>
public class InsertedEntryTests
{
    private const string Detector = "SOLVER:\n  IMS_PER_BATCH: 16\n  BASE_LR: 0.02\n  MAX_ITER: 90000\nMODEL:\n  META_ARCHITECTURE: RetinaNet\nDATASETS:\n  TRAIN: (a,)\n  TEST: (b,)\n";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Seed_IsInsertedWhereTheFrameworkReadsIt(string end)
    {
        var text = ("# detector\n" + Detector).Replace("\n", end, StringComparison.Ordinal);

        Assert.Equal(text.Replace("SOLVER:", "SEED: 42" + end + "SOLVER:", StringComparison.Ordinal), Fixed(text, "train.yaml"));
    }

    [Fact]
    public void InJson_ItIsFollowedByAComma() =>
        Assert.Contains("{\n  \"SEED\": 42,\n  \"SOLVER\"", Fixed("{\n  \"SOLVER\": {\"IMS_PER_BATCH\": 16, \"BASE_LR\": 0.02, \"MAX_ITER\": 90000},\n  \"MODEL\": {\"META_ARCHITECTURE\": \"RetinaNet\"},\n  \"DATASETS\": {\"TRAIN\": [\"a\"], \"TEST\": [\"b\"]}\n}\n", "train.json"), StringComparison.Ordinal);

    [Fact]
    public void WithinBrackets_NothingIsOffered() =>
        Assert.Null(Fixed("{SOLVER: {IMS_PER_BATCH: 16, BASE_LR: 0.02, MAX_ITER: 90000}, MODEL: {META_ARCHITECTURE: RetinaNet}, DATASETS: {TRAIN: (a,), TEST: (b,)}}\n", "train.yaml"));

    [Fact]
    public void AliasesKeepTheirMeaning() =>
        Assert.StartsWith("SEED: 42\nSOLVER:", Fixed(Detector.Replace("90000", "&n 90000", StringComparison.Ordinal) + "TEST:\n  EVAL_PERIOD: *n\n", "train.yaml"), StringComparison.Ordinal);

    [Fact]
    public void SettlesItsFinding() => Assert.Null(Fixed(Fixed(Detector, "train.yaml")!, "train.yaml"));

    private static string? Fixed(string text, string name)
    {
        var source = new SourceFile(name, text);
        var fix = new Judge().Findings(new ConfigReader().Read(ConfigFormats.Parse(source)))
            .FirstOrDefault(finding => finding.Rule.Id == "TL0301")?.Fixes.SingleOrDefault();
        Assert.True(fix is null or { Safety: FixSafety.Unsafe });
        return fix is not null && FixEdits.Of(fix, source) is { } edits ? FixEdits.Apply(text, edits) : null;
    }
}
