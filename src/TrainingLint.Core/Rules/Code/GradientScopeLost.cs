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
        Why = "no_grad() and its kin return an object that restores the mode when it is disposed. As a statement of its own nobody disposes of it, and the mode belongs to the thread: TorchSharp 0.107.0 kept gradients off after every garbage collection, since a finalizer runs on a thread of its own, so the next backward() found no graph. On the other threads gradients stay on. A bare set_grad_enabled(false) does the same, and is reported where the loop that calls it goes on training.",
        Instead = "Write using var noGrad = torch.no_grad(); or a using block around what it is meant for.",
        Suppress = "When a process only ever predicts; torch.set_grad_enabled(false) says that.",
        Sources =
        [
            "TorchSharp, Torch.cs and AutogradMode: the mode is restored by Dispose, on the thread that calls it",
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
