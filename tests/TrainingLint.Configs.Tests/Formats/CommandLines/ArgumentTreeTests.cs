using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Tests.Formats.CommandLines;

public class ArgumentTreeTests
{
    [Theory]
    [InlineData("python t.py --a.b.c=1", "a.b.c", "1")]
    [InlineData("python t.py a.b=1 +c.d=2", "c.d", "2")]
    [InlineData("python t.py --config-file x.yaml SOLVER.BASE_LR 0.01 SOLVER.MAX_ITER 10", "SOLVER.MAX_ITER", "10")]
    [InlineData("python t.py --opts train.lr 0.01 train.epochs 10", "train.epochs", "10")]
    [InlineData("python t.py --cfg-options optim_wrapper.optimizer.lr=0.01", "optim_wrapper.optimizer.lr", "0.01")]
    [InlineData("python t.py --optimizer_args weight_decay=0.01 betas=0.9,0.99 --lr 1", "optimizer_args.weight_decay", "0.01")]
    [InlineData("python t.py --offset -1 --lr 1", "offset", "-1")]
    [InlineData("python t.py --fp16 --lr 1", "fp16", "true")]
    [InlineData("python t.py --betas 0.9 0.95 --lr 1", "betas.1", "0.95")]
    [InlineData("python t.py optim.betas=[0.9,0.95]", "optim.betas.1", "0.95")]
    [InlineData("python t.py -b 128 -lr 0.1", "b", "128")]
    public void Argument_IsFoundAtItsPath(string text, string path, string value) =>
        Assert.Equal(value, Assert.IsType<ScalarNode>(ConfigView.Node(Script.Root(text), path)).Text);

    [Fact]
    public void Types_AreThoseThatArgparseMakesOfTheText()
    {
        var root = Script.Root("python t.py --a 1e-4 --b 10 --c True --d no --e None --f '' --g 0.1abc");
        var kinds = root.Entries.Select(entry => ((ScalarNode)entry.Value).Read(ScalarSchema.Yaml11).Kind);
        Assert.Equal([ScalarKind.Float, ScalarKind.Integer, ScalarKind.Boolean, ScalarKind.Text, ScalarKind.Text, ScalarKind.Text,
            ScalarKind.Text], kinds);
    }

    [Fact]
    public void FlagGivenTwice_IsADuplicateOnlyWhereBothAreWrittenInTheCommand()
    {
        Assert.Equal("lr", Assert.Single(ConfigFormats.Parse(new SourceFile("t.sh", "python t.py --lr 0.1 --epochs 3 --lr 0.2")).Duplicates).Path);
        Assert.Empty(ConfigFormats.Parse(new SourceFile("t.sh", "A=(--lr 0.1)\npython t.py \"${A[@]}\" --lr 0.2")).Duplicates);
        Assert.Empty(ConfigFormats.Parse(new SourceFile("t.sh", "python t.py --env A=1 --env B=2 --lr 0.2")).Duplicates);
    }

    [Theory]
    [InlineData("python t.py --lr 0.1 $EXTRA", true)]
    [InlineData("python t.py --lr 0.1 \"$@\"", true)]
    [InlineData("python t.py --lr 0.1 --resume $EXTRA_ARGS", true)]
    [InlineData("python t.py --lr 0.1 --out $DIR", false)]
    [InlineData("python t.py --lr 0.1 \"$DIR\"", false)]
    public void CommandWithUnknownArguments_IsOpen(string text, bool isOpen) => Assert.Equal(isOpen, Script.Root(text).Command!.IsOpen);
}
