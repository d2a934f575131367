using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2053 weights-start-equal: All weights start at the same value.</summary>
public sealed class WeightsStartEqual : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2053",
        Name = "weights-start-equal",
        Severity = Severity.Warning,
        Title = "All weights start at the same value",
        Failure = Failure.NoTraining,
        Why =
            "Units of a layer that start equal get equal gradients and stay equal for ever: the layer is as good as one unit. "
            + "From zero, the gradient of every layer before the last is zero as well, and most weights never move at all.",
        Instead = "Leave layers at their own random start, or use xavier_uniform_ or kaiming_normal_; zero is for biases.",
        Suppress = "When the layers add to a path that learns, as adapters and gates do.",
        Sources =
        [
            "Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward neural networks",
            "Goodfellow, Bengio and Courville 2016, Deep Learning, section 8.4: the need to break symmetry",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            foreach (var parameter in model.parameters())
            {
                torch.nn.init.zeros_(parameter);
            }

            var adam = torch.optim.Adam(model.parameters());
            """,
        Sound = """
            foreach (var parameter in model.parameters())
            {
                torch.nn.init.normal_(parameter, 0, 0.02);
            }

            var adam = torch.optim.Adam(model.parameters());
            """,
    };
}
