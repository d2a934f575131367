using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Commands;

public class ProgramFlagsTests
{
    private const string Program = """
        import argparse
        parser = argparse.ArgumentParser()
        parser.add_argument("-b", "--batch-size", type=int, default=32)
        parser.add_argument("--lr", type=float, default=0.1)
        parser.add_argument("--epochs", type=int, default=9)
        parser.add_argument("--augment", type=bool, default=True)
        parser.add_argument("--amp", action="store_true")
        parser.add_argument("--sched", choices=["cosine", "step"], default="step")
        args = parser.parse_args()
        """;

    private static TrainingFile Read(string flags, string program = Program) => ReadText.Together(("scripts/run.sh", "python train.py --lr 0.1 " + flags), ("train.py", program));

    [Theory]
    [InlineData("--warmup 5", "warmup")]
    [InlineData("--batchsize 8", "batchsize")]
    public void FlagThatNobodyDeclares_IsUnknown(string flags, string name) =>
        Assert.Equal(name, Assert.Single(Read(flags).Observations.OfType<UnknownFlagObservation>()).Key);

    [Theory]
    [InlineData("--batch-size 8 -b 8")]
    [InlineData("--batch_size 8")]
    [InlineData("--epo 3 --amp")]
    [InlineData("$EXTRA")]
    public void DeclaredFlag_MayBeCutShortOrHaveDashes(string flags) =>
        Assert.Empty(Read(flags).Observations.OfType<UnknownFlagObservation>());

    [Theory]
    [InlineData("args = parser.parse_args()", "args, rest = parser.parse_known_args()")]
    [InlineData("args = parser.parse_args()", "add_more(parser)\nargs = parser.parse_args()")]
    [InlineData("\"--lr\", type", "name, type")]
    [InlineData("parser = argparse.ArgumentParser()", "parser = argparse.ArgumentParser(parents=[base])")]
    public void ProgramWhoseFlagsAreNotAllInSight_RefusesNothing(string from, string to) =>
        Assert.Empty(Read("--warmup 5", Program.Replace(from, to)).Observations.OfType<UnknownFlagObservation>());

    [Theory]
    [InlineData("parser.add_argument('--seed', type=int)\n", "set_seed(args.seed)\n", false)]
    [InlineData("parser.add_argument('--seed', type=int)\n", "args.seed = 3\n", true)]
    [InlineData("parser.add_argument('--seed', type=int)\n", "", true)]
    [InlineData("", "set_seed(args.seed)\n", true)]
    public void KeyThatAFrameworkNeverReads_MayBeAFlagOfAProgramThatTookItOver(string declared, string use, bool isSaid) =>
        Assert.Equal(isSaid, ReadText.Together(("run.sh", "python bin/train.py --config conf.yaml --seed 666\n"),
            ("bin/train.py", "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--config')\n" + declared
                + "args = parser.parse_args()\n" + use),
            ("conf.yaml", "dataset_conf:\n  batch_conf:\n    batch_size: 16\noptim: adam\noptim_conf:\n  lr: 0.001\nscheduler: warmuplr\nencoder: conformer\nmax_epoch: 9\n"))
            .Observations.OfType<WithoutEffectObservation>().Any(one => one.Reason.Contains("777", System.StringComparison.Ordinal)));

    [Theory]
    [InlineData("--augment False", Severity.Warning)]
    [InlineData("--epochs 1e2", Severity.Error)]
    [InlineData("--amp True", Severity.Error)]
    [InlineData("--sched linear", Severity.Error)]
    public void ValueThatArgparseMisreadsOrRefuses_IsSaid(string flags, Severity severity) =>
        Assert.Equal(severity, Assert.Single(Read(flags).Observations.OfType<WrongTypeObservation>()).Severity);

    [Theory]
    [InlineData("--augment True")]
    [InlineData("--epochs 100")]
    [InlineData("--amp")]
    [InlineData("--sched cosine")]
    [InlineData("--sched $NAME")]
    public void SoundValue_SaysNothing(string flags) => Assert.Empty(Read(flags).Observations.OfType<WrongTypeObservation>());
}
