using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2022 dropout-always-on: Dropout in forward stays on during evaluation.</summary>
public sealed class DropoutAlwaysOn : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2022",
        Name = "dropout-always-on",
        Severity = Severity.Warning,
        Title = "Dropout in forward stays on during evaluation",
        Failure = Failure.Unmeasured,
        Why = "functional.dropout has training = true by default and does not know of eval(). Evaluation then measures a network with random holes: where the run ended cannot be seen, and results differ from call to call.",
        Instead = "Pass training: this.training, or use a Dropout module.",
        Suppress = "For Monte Carlo dropout; write training: true to say so.",
        Sources =
        [
            "TorchSharp, torch.nn.functional.dropout: training = true",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                public Net() : base("net") { }

                public override Tensor forward(Tensor input) => torch.nn.functional.dropout(input, 0.5);
            }
            """,
        Sound = """
            sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                public Net() : base("net") { }

                public override Tensor forward(Tensor input) => torch.nn.functional.dropout(input, 0.5, training: training);
            }
            """,
    };
}
