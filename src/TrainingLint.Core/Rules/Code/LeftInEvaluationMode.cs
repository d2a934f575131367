using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2003 left-in-evaluation-mode: Training goes on in evaluation mode.</summary>
public sealed class LeftInEvaluationMode : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2003",
        Name = "left-in-evaluation-mode",
        Severity = Severity.Warning,
        Title = "Training goes on in evaluation mode",
        Failure = Failure.SharpMinimum,
        Why = "eval() switches dropout off and freezes the statistics of batch normalization until train() is called. Training that goes on without it loses the noise that keeps it out of sharp minima, and normalizes with statistics that no longer fit the weights.",
        Instead = "Call model.train() at the start of every epoch, before the batches.",
        Suppress = "When the statistics are frozen on purpose, as in fine-tuning with small batches.",
        Sources =
        [
            "PyTorch documentation, Module.eval and Module.train",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
                model.eval();
                using (torch.no_grad())
                {
                    Console.WriteLine(model.forward(held).item<float>());
                }
            }
            """,
        Sound = """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                model.train();
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
                model.eval();
                using (torch.no_grad())
                {
                    Console.WriteLine(model.forward(held).item<float>());
                }
            }
            """,
    };
}
