using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2051 validation-is-training: The data that a model is validated on is the data that it is trained on.</summary>
public sealed class ValidationIsTraining : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2051",
        Name = "validation-is-training",
        Severity = Severity.Warning,
        Title = "The data that a model is validated on is the data that it is trained on",
        Failure = Failure.Unmeasured,
        Why =
            "What a model has seen it can remember. Validated on its own training data, it looks better with every epoch: "
            + "overfitting stays invisible, early stopping never stops, and the epoch that is kept is the one that remembers "
            + "most.",
        Instead = "Give the validation a data set, or a part of one, that the training does not see.",
        Suppress = "When a model is meant to memorise its data, as in a test that overfits one batch.",
        Sources =
        [
            "Hastie, Tibshirani and Friedman 2009, The Elements of Statistical Learning, section 7.2",
            "TorchVision, MNIST(root, train): train chooses the part",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var trainLoader = torch.utils.data.DataLoader(trainSet, 64, shuffle: true);
            var validationLoader = torch.utils.data.DataLoader(trainSet, 64);
            """,
        Sound = """
            var trainLoader = torch.utils.data.DataLoader(trainSet, 64, shuffle: true);
            var validationLoader = torch.utils.data.DataLoader(testSet, 64);
            """,
    };
}
