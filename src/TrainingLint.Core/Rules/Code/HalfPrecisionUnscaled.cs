using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2054 half-precision-unscaled: Weights in half precision are trained without scaling the loss.</summary>
public sealed class HalfPrecisionUnscaled : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2054",
        Name = "half-precision-unscaled",
        Severity = Severity.Warning,
        Title = "Weights in half precision are trained without scaling the loss",
        Failure = Failure.Divergence,
        Why =
            "Gradients below 6e-8 are zero in half precision, and so is the epsilon of Adam, 1e-8, which then divides by "
            + "zero. Steps that are small beside the weights are rounded away, and sums beyond 65504 are infinite. Such runs "
            + "end in NaN, or stand still.",
        Instead =
            "Train in single precision, or in bfloat16, which has the range of single precision; multiply the loss by a scale "
            + "before backward() otherwise.",
        Suppress = "When a scale is applied where the tool cannot see it.",
        Sources =
        [
            "Micikevicius et al. 2018, Mixed Precision Training (arXiv:1710.03740)",
            "TorchSharp 0.107 has neither a gradient scaler nor automatic casting",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            model.half();
            var adam = torch.optim.Adam(model.parameters());
            adam.zero_grad();
            torch.nn.functional.mse_loss(model.forward(input), target).backward();
            adam.step();
            """,
        Sound = """
            var adam = torch.optim.Adam(model.parameters());
            adam.zero_grad();
            torch.nn.functional.mse_loss(model.forward(input), target).backward();
            adam.step();
            """,
    };
}
