using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Tests.Formats.CommandLines;

public class ShellScriptTests
{
    [Theory]
    [InlineData("python t.py --lr 0.1", "0.1")]
    [InlineData("python t.py --lr=0.1 > log 2>&1 &", "0.1")]
    [InlineData("python t.py \\\n  --lr \\\n  0.1 | tee log", "0.1")]
    [InlineData("LR=0.1\npython t.py --lr $LR || exit 1", "0.1")]
    [InlineData("LR=0.1 && python t.py --lr \"${LR}\"; echo done", "0.1")]
    [InlineData(": ${LR:=0.1}\npython t.py --lr $LR", "0.1")]
    [InlineData("LR=${1:-0.1}\npython t.py --lr $LR", "0.1")]
    [InlineData("LR=0.2\npython t.py --lr ${LR:-0.1}", "0.2")]
    [InlineData("export LR=0.1; python t.py --lr '0.1'", "0.1")]
    [InlineData("A=(--lr 0.1)\nA+=(--epochs 3)\npython t.py \"${A[@]}\"", "0.1")]
    [InlineData("A=\"--epochs 3\"\nA+=\" --lr 0.1\"\npython t.py $A", "0.1")]
    [InlineData("A=\"\\\n  --lr 0.1 \\\n  --epochs 3\"\npython t.py $A", "0.1")]
    [InlineData("read -r -d '' cmd <<EOF\npython t.py \\\n  --lr 0.1\nEOF\neval $cmd", "0.1")]
    [InlineData("CMD=$(cat <<EOF\npython t.py --lr 0.1\nEOF\n)\n$CMD", "0.1")]
    [InlineData("bash -c \"python t.py --lr 0.1\"", "0.1")]
    [InlineData("srun --nodes=1 --container-image=$IMAGE bash -c \"pip install x && python t.py --lr 0.1\"", "0.1")]
    [InlineData("docker run --rm image /bin/bash -x -c 'python t.py --lr 0.1'", "0.1")]
    [InlineData("LR=0.1\nsbatch <<EOF\n#!/bin/bash\n#SBATCH --nodes=2\nsrun python t.py --lr $LR\nEOF", "0.1")]
    [InlineData("ssh host <<'EOF'\npython t.py --lr 0.1\nEOF", "0.1")]
    [InlineData("if [ -z $LR ]; then LR=0.1; fi\npython t.py --lr $LR", "0.1")]
    [InlineData("if [[ -z \"${ARGS}\" ]]; then\n  ARGS=\" --lr 0.1 \"\nfi\npython t.py $ARGS", "0.1")]
    [InlineData("${LAUNCH} ${HERE}/t.py --lr 0.1", "0.1")]
    [InlineData("sbatch --gpus 1 --wrap=\"python t.py --lr 0.1\"", "0.1")]
    [InlineData("run() { python t.py --lr $1; }\nrun 0.1", "0.1")]
    [InlineData("MODE=a\nif [ \"$MODE\" = a ]; then LR=0.1; else LR=0.2; fi\npython t.py --lr $LR", "0.1")]
    [InlineData("LR=0.1\nwhile [[ $# -gt 0 ]]; do case $1 in --lr) LR=\"$2\"; shift 2;; *) shift;; esac; done\npython t.py --lr $LR", "0.1")]
    public void Rate_IsWhatTheScriptSays(string text, string rate) => Assert.Equal(rate, Script.At(text, "lr"));

    [Theory]
    [InlineData("python t.py --lr $LR")]
    [InlineData("LR=$(cat rate.txt)\npython t.py --lr $LR")]
    [InlineData("if [ -n \"$FAST\" ]; then LR=0.1; else LR=0.2; fi\npython t.py --lr $LR")]
    [InlineData("A=\"\"\n[ \"$FAST\" != \"\" ] && A+=\" --lr 0.1\"\npython t.py --epochs 3 $A")]
    [InlineData("for LR in $(seq 1 3); do python t.py --lr $LR; done")]
    [InlineData("LR=$(cat rate.txt)\nif [ -z $LR ]; then LR=0.1; fi\npython t.py --lr $LR")]
    [InlineData("if [ -z $FAST ]; then LR=0.1; fi\npython t.py --lr $LR")]
    [InlineData("LR=0.1\n[ -z \"$LOW\" ] || LR=0.01\npython t.py --lr $LR")]
    public void Rate_ThatOnlyTheRunTells_IsUnknown(string text)
    {
        var node = Assert.IsType<ScalarNode>(Script.Root(text)["lr"]);
        Assert.Equal(NodeTags.Unknown, node.Tag);
    }

    [Fact]
    public void Value_KeepsThePlaceWhereItIsWritten()
    {
        var root = Script.Root("LR=1e-3\npython t.py \\\n  --learning-rate $LR --epochs 3\n");

        Assert.Equal(new Span(1, 4, 1, 8), root["learning_rate"]!.Span);
        Assert.Equal(new Span(3, 5, 3, 18), root.Find("learning_rate")!.Value.Key.Span);
    }

    [Fact]
    public void Loop_GivesEachValueItsOwnCommand()
    {
        var roots = Script.Roots("for lr in 1e-4 1e-5; do\n  for seed in 1 2; do python t.py --lr $lr --seed $seed; done\ndone");
        Assert.Equal(["1e-4 1", "1e-4 2", "1e-5 1", "1e-5 2"], roots.Select(root => ((ScalarNode)root["lr"]!).Text + " " + ((ScalarNode)root["seed"]!).Text));
    }

    [Fact]
    public void Arithmetic_IsDoneWithWholeNumbers()
    {
        Assert.Equal("64", Script.At("GPUS=8\nPER=$((GPUS))\npython t.py --batch $(( $GPUS * 8 ))", "batch"));
        Assert.Equal("3", Script.At("python t.py --batch $((7 / 2))", "batch"));
        Assert.Equal(NodeTags.Unknown, Script.Root("python t.py --batch $((N * 8))")["batch"]!.Tag);
    }

    [Theory]
    [InlineData("# --seed 1\npython t.py --lr 0.1 \\\n  --epochs 3\n", false)]
    [InlineData("python t.py --lr 0.1 \\\n  # later\n  --epochs 3 \\\n  --seed 1\n", true)]
    [InlineData("python t.py --lr 0.1 \\\n\n  --epochs 3 --seed 1\n", true)]
    [InlineData("python t.py --lr 0.1 \\ \n  --epochs 3 --seed 1\n", true)]
    [InlineData("python t.py --lr 0.1 \\ # note\n  --epochs 3 --seed 1\n", true)]
    [InlineData("python t.py --lr 0.1 \\\n  # --epochs 3\n\necho done\n", false)]
    [InlineData("python t.py --lr 0.1 # note\npython t.py --lr 0.1 --seed 1\n", false)]
    public void LineThatDoesNotContinue_LosesTheRest(string text, bool loses)
    {
        var lost = Script.Roots(text)[0].Command!.Lost;
        Assert.Equal(loses, lost is not null);
        Assert.Equal(loses ? ["--epochs", "--seed"] : [], lost?.Flags ?? []);
    }

    [Theory]
    [InlineData("echo python t.py --lr 0.1")]
    [InlineData("pip install torch --lr 0.1")]
    [InlineData("python -c 'print(1)' --lr 0.1")]
    [InlineData("python -m pip install x --config y")]
    [InlineData("python evaluate.py --lr 0.1")]
    [InlineData("grep --lr 0.1 train.py")]
    [InlineData("cat <<EOF\npython t.py --lr 0.1\nEOF")]
    public void OtherCommands_TrainNothing(string text) => Assert.Empty(Script.Roots(text));

    [Theory]
    [InlineData("")]
    [InlineData("python t.py --lr \"0.1")]
    [InlineData("python t.py --lr '")]
    [InlineData("if [ x ; then python t.py --lr ${ fi done esac ) } ;; && ||")]
    [InlineData("python t.py $(")]
    [InlineData("python t.py ${X:-${Y:-${Z")]
    [InlineData("f() { f; }\nf\nA=$A$A\npython t.py --lr $A")]
    [InlineData("cat <<EOF\nno end")]
    [InlineData("case $1 in a) python t.py --lr 0.1")]
    [InlineData("for ((i=0;i<3;i++)); do python t.py --lr 0.1; done")]
    [InlineData("\\")]
    [InlineData("python t.py --lr \\")]
    [InlineData("python t.py \t\0 --lr=")]
    public void BrokenScript_IsReadAsFarAsItGoes(string text) => Assert.InRange(Script.Roots(text).Count, 0, 1);

    [Fact]
    public void QuoteWithoutEnd_IsAProblemWithItsPlace()
    {
        var problem = Assert.Single(ConfigFormats.Parse(new SourceFile("t.sh", "python t.py --epochs 3\npython t.py --lr \"0.1\n")).Problems);
        Assert.Equal((2, 18), (problem.Span.Line, problem.Span.Column));
    }

    [Fact]
    public void LoopOverEverything_StaysWithinItsBounds()
    {
        var loops = string.Concat(Enumerable.Range(0, 8).Select(i => $"for v{i} in 1 2 3 4 5 6 7 8 9; do ")) + "python t.py --lr $v0$v1$v2$v3; " + string.Concat(Enumerable.Repeat("done; ", 8));
        Assert.InRange(Script.Roots(loops).Count, 1, 64);
    }
}
