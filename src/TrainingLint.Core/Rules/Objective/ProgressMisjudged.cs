using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Objective;

/// <summary>TL1204 progress-misjudged: What a program takes for progress is not what its model does.</summary>
public sealed class ProgressMisjudged : Rule, IObservationRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL1204",
        Name = "progress-misjudged",
        Severity = Severity.Warning,
        SeverityNote = "A note where the other half of the count stands in a file that is not seen.",
        Title = "What a program takes for progress is not what its model does",
        Failure = Failure.Unmeasured,
        Why = "A best loss that starts at 0 is never beaten, one that is never written is beaten by everything, and a state that is kept "
            + "by reference is the last one and "
            + "not the best. Counts that go on from epoch to epoch, samples over batches and predictions in another order than their "
                + "labels give numbers that look like "
            + "results. The training may be sound; what is kept of it, and what is said about it, is not.",
        Instead = "Start a best loss at infinity and a best score at its negative, write it where it is beaten, keep a deep copy, start "
            + "counts in every epoch, and divide "
            + "by what was counted.",
        Suppress = "When the number is meant as it is, such as a count over the whole run.",
        Sources =
        [
            "PyTorch tutorial, Saving and Loading Models: state_dict() returns a reference to the state and not its copy",
            "https://github.com/pytorch/tutorials/pull/188",
            "https://github.com/WenjieDu/PyPOTS/issues/667",
        ],
        Risky = """
            import torch
            torch.manual_seed(0)
            model = Net()
            optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
            best_loss = 0
            for epoch in range(30):
                for x, y in loader:
                    optimizer.zero_grad()
                    criterion(model(x), y).backward()
                    optimizer.step()
                val_loss = validate(model)
                if val_loss < best_loss:
                    best_loss = val_loss
                    torch.save(model.state_dict(), "best.pt")
            """,
        Sound = """
            import torch
            torch.manual_seed(0)
            model = Net()
            optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
            best_loss = float("inf")
            for epoch in range(30):
                for x, y in loader:
                    optimizer.zero_grad()
                    criterion(model(x), y).backward()
                    optimizer.step()
                val_loss = validate(model)
                if val_loss < best_loss:
                    best_loss = val_loss
                    torch.save(model.state_dict(), "best.pt")
            """,
    };

    Finding? IObservationRule.Judge(Observation observation, TrainingFile file) => SeenBy(observation);
}
