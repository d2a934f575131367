using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2013 nesterov-without-momentum: Nesterov's look-ahead without momentum, or with dampening.</summary>
public sealed class NesterovWithoutMomentum : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2013",
        Name = "nesterov-without-momentum",
        Severity = Severity.Error,
        Title = "Nesterov's look-ahead without momentum, or with dampening",
        Failure = Failure.NoTraining,
        Why = "Nesterov's method looks ahead along the momentum. Without one, or with dampening, the constructor of SGD throws.",
        Instead = "Pass momentum: 0.9 and leave dampening at 0.",
        Suppress = "Never; the constructor throws.",
        Sources =
        [
            "TorchSharp, Optimizers/SGD.cs",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, nesterov: true);
            """,
        Sound = """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9, nesterov: true);
            """,
    };

    /// <inheritdoc/>
    public override bool IsSure => true;
}
