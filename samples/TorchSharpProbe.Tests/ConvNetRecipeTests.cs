using TorchSharp;
using TorchSharpTraining;
using TrainingLint.Probe;
using TrainingLint.Probe.TorchSharp;
using TrainingLint.Probe.Verdicts;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharpProbe;

/// <summary>A convolutional network, with the loader and the optimizer that a training program has anyway.</summary>
public class ConvNetRecipeTests
{
    [Theory]
    [InlineData(1e-3, SoundnessVerdict.Sound)]
    [InlineData(3, SoundnessVerdict.AtRisk)]
    public void AdamW_IsJudgedByItsRate(double rate, SoundnessVerdict verdict)
    {
        var digits = new Digits(256, seed: 2);
        using var set = utils.data.TensorDataset(digits.Images.view(-1, 1, 8, 8), digits.Labels);
        using var loader = utils.data.DataLoader(set, batchSize: 64, shuffle: false);
        using var model = new ConvNet();
        using var optimizer = torch.optim.AdamW(model.parameters(), rate, weight_decay: 0.01);

        var result = TorchProbe.Run(() => new ConvNet(), (net, x, y) => nn.functional.cross_entropy(net.call(x), y), loader, optimizer,
            new TorchProbeOptions
        {
            Experiment = experiment =>
                experiment with { Steps = 60, SweepSeeds = 0, StabilityPoints = 4, SpectrumProducts = 40, Budget = ProbeOptions.NoBudget },
        });

        Assert.Equal(verdict, result.Soundness.Verdict);
        Assert.Equal(64, result.Run.BatchSize);
    }
}
