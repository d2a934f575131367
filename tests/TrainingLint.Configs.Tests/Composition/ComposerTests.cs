using System;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Tests.Dialects;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Composition;

public sealed class ComposerTests : IDisposable
{
    private readonly string _outside = Directory.CreateTempSubdirectory("traininglint-").FullName;

    public void Dispose() => Directory.Delete(_outside, recursive: true);

    [Fact]
    public void ChainOfBases_GivesWayToTheNearerFile()
    {
        var recipe = Assert.Single(ReadText.Together(
            ("configs/c.yaml", "_BASE_: b.yaml\nSOLVER:\n  MAX_ITER: 1000\n"),
            ("configs/b.yaml", "_BASE_: ../base/a.yaml\nSOLVER:\n  BASE_LR: 0.02\n  MAX_ITER: 2000\n"),
            ("base/a.yaml", "SOLVER:\n  BASE_LR: 0.01\n  IMS_PER_BATCH: 8\n")).Recipes);

        Assert.Equal(1000, recipe.Get(Facts.MaxSteps).Or(0));
        Assert.Equal(0.02, recipe.Get(Facts.LearningRate).Or(0));
        Assert.Equal(8, recipe.Get(Facts.EffectiveBatchSize).Or(0));
    }

    [Fact]
    public void InheritedValue_KeepsItsOwnFileAndLine()
    {
        var recipe = Assert.Single(ReadText.Together(
            ("c.yaml", "_BASE_: b.yaml\nSOLVER:\n  MAX_ITER: 1000\n"),
            ("b.yaml", "# shared\nSOLVER:\n  BASE_LR: 0.02\n")).Recipes);

        var rate = recipe.Get(Facts.LearningRate);
        Assert.Equal(Origin.Inherited, rate.Origin);
        Assert.Equal(("b.yaml", 3, 12), (Path.GetFileName(rate.Place!.File), rate.Place.Line, rate.Place.Column));
        Assert.Equal(Origin.File, recipe.Get(Facts.MaxSteps).Origin);
    }

    [Fact]
    public void Lists_ReplaceListsAndMappingsMerge()
    {
        var recipe = Assert.Single(ReadText.Together(
            ("c.yaml", "_BASE_: b.yaml\nSOLVER:\n  STEPS: (10, 20)\n"),
            ("b.yaml", "SOLVER:\n  BASE_LR: 0.02\n  STEPS: (1, 2, 3)\n  MAX_ITER: 30\n")).Recipes);
        Assert.Equal([10.0, 20.0], recipe.Get(Facts.Milestones).Or([]));
    }

    [Fact]
    public void MissingBase_IsSaidOnceAndMakesNothingAbsent()
    {
        var file = ReadText.Together(("c.yaml", "_BASE_: gone.yaml\nSOLVER:\n  BASE_LR: 0.02\n  MAX_ITER: 1000\n"));

        var unresolved = Assert.Single(file.Observations.OfType<UnresolvedObservation>());
        Assert.Equal(("gone.yaml", 1), (unresolved.Reference, unresolved.Place.Line));
        Assert.Contains("no such readable file", unresolved.Reason, StringComparison.Ordinal);
        Assert.Equal(SettingState.Unknown, Assert.Single(file.Recipes).Get(Facts.Seed).State);
    }

    [Theory]
    [InlineData("_BASE_: c.yaml\nSOLVER: {BASE_LR: 0.1, MAX_ITER: 10}\n")]
    [InlineData("_BASE_: b.yaml\nSOLVER: {BASE_LR: 0.1, MAX_ITER: 10}\n")]
    public void FilesThatNameEachOther_AreSaidToRunInACircle(string text)
    {
        var file = ReadText.Together(("c.yaml", text), ("b.yaml", "_BASE_: c.yaml\nSOLVER: {MAX_ITER: 20}\n"));
        Assert.Contains("in a circle", Assert.Single(file.Observations.OfType<UnresolvedObservation>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void BaseOutsideTheRoot_IsNeverOpened()
    {
        var root = Directory.CreateDirectory(Path.Combine(_outside, "repository")).FullName;
        File.WriteAllText(Path.Combine(_outside, "secret.yaml"), "SOLVER:\n  BASE_LR: 0.5\n");
        string[] references = ["../secret.yaml", Path.Combine(_outside, "secret.yaml"), "x/../../secret.yaml", "~/secret.yaml", "https://host/secret.yaml"];

        foreach (var reference in references)
        {
            var source = new SourceFile("c.yaml", $"_BASE_: \"{reference}\"\nSOLVER:\n  MAX_ITER: 10\n", Path.Combine(root, "c.yaml"));
            var file = new ConfigReader(new ConfigFiles(root)).Read(source);

            Assert.Contains("outside of the repository", Assert.Single(file.Observations.OfType<UnresolvedObservation>()).Reason, StringComparison.Ordinal);
            Assert.False(Assert.Single(file.Recipes).Get(Facts.LearningRate).IsWritten);
        }
    }

    [Fact]
    public void BaseThatIsNoMappingOrNoText_IsNamed()
    {
        var file = ReadText.Together(("c.yaml", "_BASE_: b.yaml\nSOLVER: {BASE_LR: 0.1, MAX_ITER: 10}\n"), ("b.yaml", "- 1\n- 2\n"));
        Assert.Contains("no readable mapping", Assert.Single(file.Observations.OfType<UnresolvedObservation>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TextWithoutAFile_CannotFollowItsBase()
    {
        var file = ReadText.As("_BASE_: b.yaml\nSOLVER: {BASE_LR: 0.1, MAX_ITER: 10}\n");
        Assert.Contains("does not come from a file", Assert.Single(file.Observations.OfType<UnresolvedObservation>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void LongChain_EndsAtTheLimitOfFiles()
    {
        var files = Enumerable.Range(0, 60).Select(i => ($"c{i}.yaml", $"_BASE_: c{i + 1}.yaml\nSOLVER: {{BASE_LR: 0.1, MAX_ITER: {i + 1}}}\n")).ToArray();
        Assert.Contains("more than 50", Assert.Single(ReadText.Together(files).Observations.OfType<UnresolvedObservation>()).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void LinkBelowTheRoot_IsNotFollowed()
    {
        var root = Directory.CreateDirectory(Path.Combine(_outside, "repository")).FullName;
        var secret = Path.Combine(_outside, "secret.yaml");
        File.WriteAllText(secret, "SOLVER:\n  BASE_LR: 0.5\n");
        File.CreateSymbolicLink(Path.Combine(root, "base.yaml"), secret);
        var path = Path.Combine(root, "c.yaml");

        var file = new ConfigReader(new ConfigFiles(root)).Read(new SourceFile(path, "_BASE_: base.yaml\nSOLVER:\n  MAX_ITER: 1000\n", path));

        Assert.False(Assert.Single(file.Recipes).Get(Facts.LearningRate).HasValue);
        Assert.Single(file.Observations.OfType<UnresolvedObservation>());
    }
}
