using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2030 reseeded-in-loop: The generator gets the same seed again in every turn of the training loop.</summary>
public sealed class ReseededInLoop : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2030",
        Name = "reseeded-in-loop",
        Severity = Severity.Warning,
        Title = "The generator gets the same seed again in every turn of the training loop",
        Failure = Failure.PoorMinimum,
        Why = "From the same seed dropout draws the same masks, augmentation the same pictures and shuffling the same order in every epoch. The noise that carries a run out of poor minima is gone, and the network learns around one fixed mask.",
        Instead = "Seed once, before the model is built.",
        Suppress = "When the loop repeats whole experiments.",
        Sources =
        [
            "PyTorch documentation, notes on reproducibility",
            "Srivastava et al. 2014, Dropout, Journal of Machine Learning Research 15",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            for (var epoch = 0; epoch < 30; epoch++)
            {
                torch.manual_seed(1);
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
            }
            """,
        Sound = """
            torch.manual_seed(1);
            for (var epoch = 0; epoch < 30; epoch++)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
            }
            """,
    };
}
