using System;
using System.Linq;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

/// <summary>A program that may scale the rate of its command is not told that other rates are above it.</summary>
public class ScaledRateTests
{
    private const string Command = "python -m torch.distributed.launch --nproc_per_node=8 --use_env main.py --model vim --batch-size 128 --lr 5e-6 --min-lr 1e-5 --weight-decay 1e-8 --epochs 30";

    [Theory]
    [InlineData(" --warmup-lr 1e-5", false)]
    [InlineData(" --warmup-lr 1e-5 --unscale-lr", true)]
    [InlineData("", true)]
    public void FloorAboveTheRate_IsAFinding_WhereNothingScalesIt(string flags, bool isFound) =>
        Assert.Equal(isFound,
            new Judge().Findings(ReadText.As(Command + flags + "\n", "run.sh")).Any(finding => finding.Message.Contains("above its peak", StringComparison.Ordinal)));
}
