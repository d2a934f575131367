using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2018 misplaced-clipping: Gradients are clipped where it has no effect.</summary>
public sealed class MisplacedClipping : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2018",
        Name = "misplaced-clipping",
        Severity = Severity.Warning,
        Title = "Gradients are clipped where it has no effect",
        Failure = Failure.Divergence,
        Why = "Before backward() there is nothing to clip yet, after step() it is too late: the step that falls off a cliff of the loss is taken unclipped.",
        Instead = "Clip between backward() and optimizer.step().",
        Suppress = "When the call only measures the norm.",
        Sources =
        [
            "PyTorch documentation, torch.nn.utils.clip_grad_norm_",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                loss.backward();
                optimizer.step();
            }
            """,
        Sound = """
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                optimizer.step();
            }
            """,
    };
}
