using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2027 graph-kept: Losses are summed or collected with the graphs that made them.</summary>
public sealed class GraphKept : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2027",
        Name = "graph-kept",
        Severity = Severity.Warning,
        Title = "Losses are summed or collected with the graphs that made them",
        Failure = Failure.NoTraining,
        Why = "A loss holds the graph of its batch: every activation of the forward pass. Summed or put into a list as a tensor, it keeps all of them for the whole epoch, and memory grows with every batch until the run is out of it.",
        Instead = "Add loss.item<float>(), or loss.detach() where a tensor is wanted.",
        Suppress = "When backward() is called on the sum itself.",
        Sources =
        [
            "PyTorch, frequently asked questions: my model reports out of memory, do not accumulate history across your training loop",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            Tensor total = torch.zeros(1);
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                optimizer.step();
                total += loss;
            }
            """,
        Sound = """
            var total = 0f;
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                optimizer.step();
                total += loss.item<float>();
            }
            """,
    };
}
