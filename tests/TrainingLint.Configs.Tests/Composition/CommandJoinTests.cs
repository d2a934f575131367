using System.IO;
using System.Linq;
using TrainingLint.Configs.Tests.Dialects;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Composition;

public class CommandJoinTests
{
    private const string Config = "model_name_or_path: org/model\ndataset_name: org/data\nlearning_rate: 2.0e-5\nnum_train_epochs: 1\nper_device_train_batch_size: 8\nlr_scheduler_type: cosine\n";

    [Fact]
    public void Flag_GoesOverTheFileThatTheCommandNames()
    {
        var file = ReadText.Together(("run.sh", "accelerate launch t.py --config cfg/c.yaml \\\n  --learning_rate 1e-5\n"), ("cfg/c.yaml", Config));
        var recipe = Assert.Single(file.Recipes);

        Assert.Equal("trl", recipe.Dialect);
        Assert.Equal((1e-5, Origin.File), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.LearningRate).Origin));
        Assert.Equal((8.0, Origin.Inherited), (recipe.Get(Facts.BatchSize).Or(0), recipe.Get(Facts.BatchSize).Origin));
        Assert.Equal("c.yaml", Path.GetFileName(recipe.Get(Facts.BatchSize).Place!.File));
        var overridden = Assert.Single(file.Observations.OfType<OverriddenObservation>());
        Assert.Equal(("learning_rate", "1e-5", 2, "2.0e-5", 3),
            (overridden.Key, overridden.Text, overridden.Place.Line, overridden.ReplacedText, overridden.Replaced.Line));
    }

    [Fact]
    public void SameValueInBothPlaces_IsNothingToSay() =>
        Assert.Empty(ReadText.Together(("run.sh", "python t.py --config c.yaml --learning_rate 0.00002"), ("c.yaml", Config)).Observations.OfType<OverriddenObservation>());

    [Fact]
    public void MissingFile_LeavesAPartOfARecipe()
    {
        var recipe = Assert.Single(ReadText.Together(("run.sh", "python t.py --config gone.yaml --learning_rate 1e-5 --batch_size 4")).Recipes);
        Assert.True(recipe.IsFragment);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Seed).State);
    }

    [Fact]
    public void AcceleratesFile_GivesTheDevices()
    {
        var recipe = Assert.Single(ReadText.Together(("run.sh", "accelerate launch --config_file a.yaml t.py --config c.yaml"), ("a.yaml", "num_processes: 4\n"), ("c.yaml", Config)).Recipes);
        Assert.Equal(4, recipe.Get(Facts.WorldSize).Or(0));
    }

    [Fact]
    public void YacsOverrides_ReachTheirPlaceInTheFile()
    {
        var file = ReadText.Together(("run.sh", "python train_net.py --config-file c.yaml SOLVER.BASE_LR 0.0025 SOLVER.IMS_PER_BATCH 2"), ("c.yaml", "MODEL:\n  META_ARCHITECTURE: GeneralizedRCNN\nSOLVER:\n  BASE_LR: 0.02\n  MAX_ITER: 90000\n"));
        var recipe = Assert.Single(file.Recipes);
        Assert.Equal((0.0025, 90000.0), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.MaxSteps).Or(0)));
    }

    [Fact]
    public void HomeMadeProgram_MayLetEitherWin()
    {
        var recipe = Assert.Single(ReadText.Together(("run.sh", "python t.py --config c.yaml --lr 0.1"), ("c.yaml", "train:\n  lr: 0.5\n  epochs: 10\n  optimizer: sgd\n")).Recipes);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.LearningRate).State);
        Assert.Equal(10, recipe.Get(Facts.Epochs).Or(0));
    }

    [Fact]
    public void Hydra_FollowsTheScriptToItsConfigAndTheCommandToItsGroups()
    {
        var recipe = Assert.Single(ReadText.Together(
            ("run.sh", "python src/train.py optimizer=adam trainer.max_epochs=5"),
            ("src/train.py", "import hydra\n\n@hydra.main(version_base=None, config_path=\"../configs\", config_name=\"train.yaml\")\ndef main(cfg):\n    pass\n"),
            ("configs/train.yaml", "defaults:\n  - optimizer: sgd\n  - _self_\nseed: 1\ntrainer:\n  max_epochs: 10\n  gradient_clip_val: 1.0\n"),
            ("configs/optimizer/sgd.yaml", "_target_: torch.optim.SGD\nlr: 0.1\nmomentum: 0.9\n"),
            ("configs/optimizer/adam.yaml", "_target_: torch.optim.Adam\nlr: 0.001\n")).Recipes);
        Assert.Equal((0.001, 5.0), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.Epochs).Or(0)));
    }

    // A program that reads a framework's file and has a rate of its own decides by itself which of them trains.
    [Theory]
    [InlineData("--lr 1e-6 --batch_size 8 --warmup_steps 5", true)]
    [InlineData("--cfg-options optimizer.lr=1e-6", false)]
    public void RateThatTheFrameworkDoesNotKnow_LeavesTheFileAside(string flags, bool isOpen)
    {
        var recipe = Assert.Single(ReadText.Together(
            ("run.sh", "python scripts/run.py config.py " + flags),
            ("config.py", "optimizer = dict(type='AdamW', lr=2e-5)\nrunner = dict(type='EpochBasedRunner', max_epochs=9)\nlr_config = dict(policy='step', step=[6])\n")).Recipes);
        Assert.Equal(isOpen, !recipe.Get(Facts.Epochs).HasValue);
        Assert.False(recipe.Get(Facts.LearningRate).Is(2e-5));
    }
}
