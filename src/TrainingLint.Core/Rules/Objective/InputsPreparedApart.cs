using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Objective;

/// <summary>TL1205 inputs-prepared-apart: Inputs are prepared otherwise than the model, their labels or the other set want them.</summary>
public sealed class InputsPreparedApart : Rule, IObservationRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL1205",
        Name = "inputs-prepared-apart",
        Severity = Severity.Warning,
        Title = "Inputs are prepared otherwise than the model, their labels or the other set want them",
        Failure = Failure.Unmeasured,
        Why = "A model knows its inputs as it was trained on them. Images that are normalised in training and not in the test, divided "
            + "by 255 twice, prepared as another "
            + "network wants them, or turned apart from their masks, samples that are shuffled apart from their labels, dimensions that "
                + "change places: no line fails, "
            + "and the model learns from, or is judged by, something else than is meant.",
        Instead = "Prepare all sets by one piece of code, scale once, and let one random draw move a sample and its label.",
        Suppress = "When the difference is meant, such as a test of robustness.",
        Sources =
        [
            "torchvision, transforms/functional.py, to_tensor: images of bytes are divided by 255",
            "keras/src/applications/imagenet_utils.py, preprocess_input: three modes; keras/src/applications/efficientnet.py rescales "
                + "inside",
            "scikit-learn, Common pitfalls: inconsistent preprocessing",
        ],
        Risky = """
            import torch
            from torchvision import datasets, transforms
            torch.manual_seed(0)
            train_transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
            test_transform = transforms.Compose([transforms.ToTensor()])
            optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
            for x, y in loader:
                optimizer.zero_grad()
                criterion(model(x), y).backward()
                optimizer.step()
            """,
        Sound = """
            import torch
            from torchvision import datasets, transforms
            torch.manual_seed(0)
            train_transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
            test_transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
            optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
            for x, y in loader:
                optimizer.zero_grad()
                criterion(model(x), y).backward()
                optimizer.step()
            """,
    };

    Finding? IObservationRule.Judge(Observation observation, TrainingFile file) => SeenBy(observation);
}
