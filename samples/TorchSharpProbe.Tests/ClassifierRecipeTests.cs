using TorchSharp;
using TorchSharpTraining;
using TrainingLint.Probe;
using TrainingLint.Probe.TorchSharp;
using TrainingLint.Probe.Verdicts;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharpProbe;

/// <summary>The recipe of SoundTraining, and what would have happened with others.</summary>
public class ClassifierRecipeTests
{
    /// <summary>No budget: what a test says must not depend on how busy the machine is.</summary>
    private static readonly TorchProbeOptions Options = new()
    {
        Schedule = TorchSchedule.Of(0.1, optimizer => torch.optim.lr_scheduler.StepLR(optimizer, 10), steps: 20),
        Experiment = experiment => experiment with { Steps = 60, SweepSeeds = 0, Budget = ProbeOptions.NoBudget },
    };

    [Fact]
    public void OurRecipe_IsSound_AndItsRateBelowTheStabilityLimit()
    {
        using var model = new Classifier();
        using var optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9, weight_decay: 1e-4);

        var result = Probe(optimizer);

        Assert.Equal(SoundnessVerdict.Sound, result.Soundness.Verdict);
        Assert.True(result.Stability.Margin > 1);
        Assert.True(result.Run.HeldOutLoss < result.Run.InitialLoss);
    }

    [Fact]
    public void ThreeHundredTimesTheRate_IsForeseenToBeAboveTheLimit()
    {
        using var model = new Classifier();
        using var optimizer = torch.optim.SGD(model.parameters(), 30, momentum: 0.9, weight_decay: 1e-4);

        var result = Probe(optimizer, Options with { Schedule = null });

        Assert.Equal(SoundnessVerdict.AtRisk, result.Soundness.Verdict);
        Assert.Equal(0, result.Stability.PredictedUnstableStep);
    }

    private static ProbeResult Probe(torch.optim.Optimizer optimizer, TorchProbeOptions? options = null)
    {
        var (train, test) = (new Digits(1000, seed: 2), new Digits(200, seed: 3));
        return TorchProbe.Run(() => new Classifier(), (net, x, y) => nn.functional.cross_entropy(net.call(x), y),
            (train.Images, train.Labels), optimizer, (options ?? Options) with { HeldOut = (test.Images, test.Labels) });
    }
}
