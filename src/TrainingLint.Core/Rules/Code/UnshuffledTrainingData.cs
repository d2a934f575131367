using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2007 unshuffled-training-data: The training data comes in the same order in every epoch.</summary>
public sealed class UnshuffledTrainingData : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2007",
        Name = "unshuffled-training-data",
        Severity = Severity.Info,
        Title = "The training data comes in the same order in every epoch",
        Failure = Failure.PoorMinimum,
        Why = "Gradient noise of shuffled batches is what carries a run out of poor minima. Sorted data, such as one class after the other, pulls the weights back and forth instead, and batch statistics are those of one class.",
        Instead = "Pass shuffle: true to the loader of the training data; it is off by default in TorchSharp.",
        Suppress = "For time series and other data whose order matters, or data that is shuffled already.",
        Sources =
        [
            "TorchSharp, utils.data.DataLoader: shuffle = false",
            "Bottou 2012, Stochastic Gradient Descent Tricks, section 2",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var train = torch.utils.data.DataLoader(trainSet, 32);
            var test = torch.utils.data.DataLoader(testSet, 32);
            foreach (var batch in train)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(batch["x"]), batch["y"]).backward();
                optimizer.step();
            }
            """,
        Sound = """
            var train = torch.utils.data.DataLoader(trainSet, 32, shuffle: true, seed: 1);
            var test = torch.utils.data.DataLoader(testSet, 32);
            foreach (var batch in train)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(batch["x"]), batch["y"]).backward();
                optimizer.step();
            }
            """,
    };
}
