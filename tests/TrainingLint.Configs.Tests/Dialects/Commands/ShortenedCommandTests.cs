using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Commands;

public class ShortenedCommandTests
{
    private const string Start = "python train.py --model_name_or_path m --output_dir out --do_train";
    private const string Rest = "--learning_rate 1e-5 --per_device_train_batch_size 4 --num_train_epochs 3 --save_strategy epoch";

    [Theory]
    [InlineData(Start + " \\\n  # note\n  " + Rest)]
    [InlineData(Start + "\n  " + Rest)]
    [InlineData(Start + " \\ \n  " + Rest)]
    [InlineData(Start + " \\\n\n  " + Rest)]
    public void WhatIsLost_StillTellsWhoseTheCommandIs(string text)
    {
        var file = ReadText.As(text + "\n", "run.sh");
        Assert.Equal("transformers", file.Dialect);
        Assert.Equal("--learning_rate", Assert.Single(file.Observations.OfType<CutCommandObservation>()).Lost[0]);
    }

    [Fact]
    public void LineWithoutContinuation_LosesHydrasOverrides() => Assert.Equal(
        ["data.train_batch_size", "actor_rollout_ref.actor.optim.lr"],
        Assert.Single(ReadText.Observed<CutCommandObservation>(
            "python -m verl.trainer.main_ppo algorithm.adv_estimator=grpo\n  data.train_batch_size=512 \\\n  actor_rollout_ref.actor.optim.lr=1e-6\n", "run.sh")).Lost);

    [Theory]
    [InlineData("python train.py --lr 0.1 --epochs 9 --batch_size 8\nls -l\n")]
    [InlineData("python train.py --lr 0.1 --epochs 9 --batch_size 8\n-x\n")]
    [InlineData("ARGS=\"--lr 0.1\n  --epochs 9\n  --batch_size 8\"\npython train.py $ARGS\n")]
    public void NextCommand_IsNoLoss(string text) => Assert.Empty(ReadText.Observed<CutCommandObservation>(text, "run.sh"));

    [Fact]
    public void OpenQuote_IsSaidOfACommandThatIsGivenARate() =>
        Assert.Single(ReadText.Observed<UnreadableObservation>("NAME=\"x\npython train.py --lr 0.1 --epochs 9\n", "run.sh"));

    [Fact]
    public void OpenQuote_IsNobodysBusinessElsewhere() =>
        Assert.Empty(ReadText.Observed<UnreadableObservation>("NAME=\"x\nmake install\n", "run.sh"));

    [Theory]
    [InlineData("--lr $LR --lr 0.3", 1)]
    [InlineData("$RATE --lr 0.3", 0)]
    public void FlagThatIsWrittenTwice_IsADuplicateWhereverItsValueComesFrom(string flags, int duplicates) => Assert.Equal(
        duplicates,
        ReadText.Observed<DuplicateKeyObservation>("LR=0.1\nRATE=\"--lr 0.1\"\npython train.py --epochs 9 --batch_size 8 " + flags + "\n", "run.sh").Count);
}
