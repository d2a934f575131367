using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2026 gradient-scope-lost: A scope without gradients is opened and not held.</summary>
public sealed class GradientScopeLost : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2026",
        Name = "gradient-scope-lost",
        Severity = Severity.Warning,
        Title = "A scope without gradients is opened and not held",
        Failure = Failure.NotWhatIsWritten,
        Why = "no_grad() and its kin return an object that restores the mode when it is disposed. As a statement of its own nothing holds it: the mode stays as it is until the garbage collector comes by, so gradients are off for code that is to train, and on again in the middle of an evaluation.",
        Instead = "Write using var noGrad = torch.no_grad(); or a using block around what it is meant for.",
        Suppress = "When a process only ever predicts; torch.set_grad_enabled(false) says that.",
        Sources =
        [
            "TorchSharp, Torch.cs and AutogradMode: the mode is restored by Dispose or the finalizer",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            model.eval();
            torch.no_grad();
            var output = model.forward(held);
            """,
        Sound = """
            model.eval();
            using var noGrad = torch.no_grad();
            var output = model.forward(held);
            """,
    };
}
