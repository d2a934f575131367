using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2057 judged-in-training-mode: A model is judged while its dropout or batch normalization trains.</summary>
public sealed class JudgedInTrainingMode : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2057",
        Name = "judged-in-training-mode",
        Severity = Severity.Warning,
        Title = "A model is judged while its dropout or batch normalization trains",
        Failure = Failure.NotWhatIsWritten,
        Why = "A new module is in training mode, and no_grad() does not change that. Without eval() dropout goes on erasing outputs of what is measured, and batch normalization takes its statistics from the rows that are judged, and learns them: the value is worse than the model, depends on the batch, and the test rows leave traces in the model.",
        Instead = "Call model.eval() before the evaluation, and model.train() before training goes on.",
        Suppress = "When the noise is what is measured, as in Monte Carlo dropout.",
        Sources =
        [
            "PyTorch documentation, Module.eval; autograd mechanics, \"Evaluation Mode\": it is independent of no_grad()",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Dropout(0.5), torch.nn.Linear(8, 3));
            var adam = torch.optim.Adam(net.parameters());
            foreach (var (x, y) in batches)
            {
                adam.zero_grad();
                torch.nn.functional.cross_entropy(net.forward(x), y).backward();
                adam.step();
            }

            using (torch.no_grad())
            {
                Console.WriteLine(net.forward(held).argmax(1).eq(target).sum().item<long>());
            }
            """,
        Sound = """
            var net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Dropout(0.5), torch.nn.Linear(8, 3));
            var adam = torch.optim.Adam(net.parameters());
            foreach (var (x, y) in batches)
            {
                adam.zero_grad();
                torch.nn.functional.cross_entropy(net.forward(x), y).backward();
                adam.step();
            }

            net.eval();
            using (torch.no_grad())
            {
                Console.WriteLine(net.forward(held).argmax(1).eq(target).sum().item<long>());
            }
            """,
    };
}
