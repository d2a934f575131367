using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2010 cycle-momentum-unsupported: The scheduler cycles a momentum that the optimizer does not have.</summary>
public sealed class CycleMomentumUnsupported : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2010",
        Name = "cycle-momentum-unsupported",
        Severity = Severity.Error,
        Title = "The scheduler cycles a momentum that the optimizer does not have",
        Failure = Failure.NoTraining,
        Why = "OneCycleLR and CyclicLR write a momentum into the optimizer unless told otherwise. With an optimizer that has none the constructor throws.",
        Instead = "Pass cycle_momentum: false.",
        Suppress = "Never; the constructor throws.",
        Sources =
        [
            "TorchSharp, Optimizers/LRScheduler.cs: CyclicLR needs IMomentum, OneCycleLR needs IMomentum or IBetas",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var adam = torch.optim.Adam(model.parameters());
            var scheduler = torch.optim.lr_scheduler.CyclicLR(adam, 1e-4, 1e-3);
            scheduler.step();
            """,
        Sound = """
            var adam = torch.optim.Adam(model.parameters());
            var scheduler = torch.optim.lr_scheduler.CyclicLR(adam, 1e-4, 1e-3, cycle_momentum: false);
            scheduler.step();
            """,
    };

    /// <inheritdoc/>
    public override bool IsSure => true;
}
