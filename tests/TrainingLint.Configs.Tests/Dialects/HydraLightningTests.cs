using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class HydraLightningTests
{
    private const string Primary = """
        # @package _global_
        defaults:
          - _self_
          - data: images
          - model: net
          - callbacks: default
          - logger: null
          - trainer: cpu
          - experiment: null
          - optional local: default
        task_name: train
        seed: null
        """;

    private const string Model = """
        _target_: src.models.Classifier
        optimizer:
          _target_: torch.optim.SGD
          _partial_: true
          lr: 0.05
        """;

    private const string Trainer = "_target_: lightning.pytorch.trainer.Trainer\nmax_epochs: 10\n";

    private static readonly (string, string)[] Groups =
    [
        ("configs/data/images.yaml", "batch_size: 128\n"),
        ("configs/model/net.yaml", Model),
        ("configs/model/wide.yaml", Model.Replace("0.05", "0.5")),
        ("configs/callbacks/default.yaml", "defaults:\n  - early_stopping\n  - _self_\nearly_stopping:\n  patience: 7\n"),
        ("configs/callbacks/early_stopping.yaml", "early_stopping:\n  monitor: val/loss\n  patience: 3\n"),
        ("configs/trainer/cpu.yaml", Trainer),
    ];

    [Theory]
    [InlineData("task_name: train\nckpt_path: null", 1)]
    [InlineData("ckpt_path: null", 0)]
    public void SeedOfZero_IsNoneInTheTemplateAlone(string lines, int found) => Assert.Equal(found,
        ReadText.Observed<WithoutEffectObservation>("seed: 0\n" + lines
            + "\nmodel: {lr: 0.001}\ntrainer: {_target_: lightning.Trainer, max_epochs: 9}\n").Count(fact => fact.Key == "seed"));

    [Fact]
    public void BatchInTheGroupOfTheDataSet_IsRead()
    {
        var file = ReadText.As("model: {lr: 0.001}\ntrainer: {_target_: lightning.Trainer, max_epochs: 9}\ndataset: {batch_size: 16}\n");
        Assert.True(Assert.Single(file.Recipes).Get(Facts.BatchSize).Is(16));
        Assert.DoesNotContain(file.Observations.OfType<WithoutEffectObservation>(), fact => fact.Key == "dataset.batch_size");
    }

    [Fact]
    public void DefaultsList_IsComposedFromGroups()
    {
        var file = ReadText.Together([("configs/train.yaml", Primary), .. Groups]);
        var recipe = Assert.Single(file.Recipes);

        Assert.Equal("hydra-lightning", recipe.Dialect);
        Assert.False(recipe.IsFragment);
        Assert.True(recipe.Get(Facts.LearningRate) is { Origin: Origin.Inherited } rate && rate.Is(0.05));
        Assert.Equal("model.optimizer.lr", recipe.Get(Facts.LearningRate).Key);
        Assert.True(recipe.Get(Facts.BatchSize).Is(128));
        Assert.True(recipe.Get(Facts.Epochs).Is(10));
        Assert.True(recipe.Get(Facts.EarlyStoppingPatience).Is(7));
        Assert.True(recipe.Get(Facts.Momentum).IsMissing);
        Assert.True(recipe.Get(Facts.Seed).IsMissing);
        Assert.Empty(file.Observations);
    }

    [Fact]
    public void Experiment_OverridesChoicesAndValues()
    {
        const string experiment = """
            # @package _global_
            defaults:
              - override /model: wide
            seed: 12345
            trainer:
              max_epochs: 3
            """;
        var file = ReadText.Together([("configs/experiment/wide.yaml", experiment + "\ndata:\n  batch_size: 64\n"), ("configs/train.yaml", Primary), .. Groups]);
        var recipe = Assert.Single(file.Recipes);

        Assert.Equal("hydra-lightning", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.5));
        Assert.True(recipe.Get(Facts.BatchSize).Is(64));
        Assert.True(recipe.Get(Facts.Epochs).Is(3));
        Assert.True(recipe.Get(Facts.Seed).Is(12345));
        Assert.Empty(file.Observations);
    }

    [Fact]
    public void ExperimentWithoutPrimary_LeavesTheRestUnknown()
    {
        var file = ReadText.Together(("configs/experiment/wide.yaml", "# @package _global_\ndefaults:\n  - override /model: wide\ntrainer:\n  max_epochs: 3\n"));

        Assert.True(Assert.Single(file.Recipes).IsFragment);
        Assert.True(file.Recipes[0].Get(Facts.Epochs).Is(3));
        Assert.Contains("train.yaml", Assert.Single(file.Observations.OfType<UnresolvedObservation>()).Reason);
    }

    [Fact]
    public void HydrasOwnGroups_AreNoPartOfTheRecipe()
    {
        var file = ReadText.Together([("configs/train.yaml", Primary.Replace("  - experiment: null", "  - hydra: default\n  - override hydra/job_logging: colorlog")), .. Groups]);

        Assert.False(Assert.Single(file.Recipes).IsFragment);
        Assert.Empty(file.Observations);
    }

    [Fact]
    public void PackageOfAGroup_DecidesWhereItsContentGoes()
    {
        var file = ReadText.Together(
        [
            ("configs/train.yaml", Primary.Replace("data: images", "data@datamodule: images")),
            .. Groups.Where(group => !group.Item1.EndsWith("cpu.yaml", System.StringComparison.Ordinal)),
            ("configs/trainer/cpu.yaml", "# @package _global_\ntrainer:\n  _target_: lightning.pytorch.trainer.Trainer\n  max_epochs: 4\n"),
        ]);

        Assert.Equal("datamodule.batch_size", Assert.Single(file.Recipes).Get(Facts.BatchSize).Key);
        Assert.True(file.Recipes[0].Get(Facts.Epochs).Is(4));
    }

    [Fact]
    public void MissingGroup_LeavesTheRestUnknown()
    {
        var file = ReadText.Together([("configs/train.yaml", Primary), .. Groups.Skip(1)]);

        Assert.Equal("data: images", Assert.Single(file.Observations.OfType<UnresolvedObservation>()).Reference);
        Assert.Equal(SettingState.Unknown, Assert.Single(file.Recipes).Get(Facts.Momentum).State);
        Assert.True(file.Recipes[0].Get(Facts.LearningRate).Is(0.05));
    }

    [Fact]
    public void ConfigsThatDrawOnEachOther_AreNotFollowedInACircle()
    {
        var file = ReadText.Together([("configs/train.yaml", Primary), .. Groups.Skip(1), ("configs/data/images.yaml", "defaults:\n  - images\nbatch_size: 4\n")]);

        Assert.True(Assert.Single(file.Recipes).IsFragment);
        Assert.True(file.Recipes[0].Get(Facts.BatchSize).Is(4));
    }

    [Fact]
    public void SelfAtTheFront_IsOverriddenByGroups()
    {
        var first = ReadText.Together([("configs/train.yaml", Primary + "\ntrainer:\n  max_epochs: 99\n"), .. Groups]);
        var last = ReadText.Together([("configs/train.yaml", Primary.Replace("  - _self_\n", "") + "\ntrainer:\n  max_epochs: 99\n"), .. Groups]);

        Assert.True(first.Recipes[0].Get(Facts.Epochs).Is(10));
        Assert.True(last.Recipes[0].Get(Facts.Epochs).Is(99));
    }

    [Fact]
    public void ModelGroup_IsAPart()
    {
        var recipe = ReadText.Recipe(Model);

        Assert.Equal("hydra-lightning", recipe.Dialect);
        Assert.True(recipe.IsFragment);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.05));
    }

    [Fact]
    public void SeedOfZero_IsTakenForNone()
    {
        const string whole = "task_name: train\ntrainer:\n  _target_: lightning.pytorch.trainer.Trainer\nmodel:\n  optimizer:\n    _target_: torch.optim.Adam\n    lr: 0.001\nseed: ";

        Assert.Equal("seed", Assert.Single(ReadText.Observed<WithoutEffectObservation>(whole + "0")).Key);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(whole + "1"));
    }

    [Fact]
    public void Evaluation_IsNoTraining() =>
        Assert.NotEqual("hydra-lightning", ReadText.As(Primary.Replace("task_name: train", "task_name: eval\nckpt_path: ???")).Dialect);

    [Fact]
    public void WorkspaceWithALoopOfItsOwn_IsNotLightning()
    {
        const string Workspace = "defaults:\n  - _self_\n  - task: lift\n_target_: project.workspace.Workspace\nmodel: {_target_: project.Net}\noptimizer: {_target_: torch.optim.AdamW, lr: 1.0e-4}\ntraining: {seed: 42, num_epochs: 3000, lr_warmup_steps: 500}\n";
        var recipe = ReadText.Recipe(Workspace);
        Assert.Equal("generic", recipe.Dialect);
        Assert.Equal((42, 3000, 500), (recipe.Get(Facts.Seed).Or(0), recipe.Get(Facts.Epochs).Or(0), recipe.Get(Facts.WarmupSteps).Or(0)));
    }
}
