using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2016 model-moved-after-optimizer: The model is moved after its optimizer was built.</summary>
public sealed class ModelMovedAfterOptimizer : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2016",
        Name = "model-moved-after-optimizer",
        Severity = Severity.Warning,
        Title = "The model is moved after its optimizer was built",
        Failure = Failure.NoTraining,
        Why = "Moving a model to another device or type replaces its parameters. The optimizer keeps its state by the old ones: it throws at the first step, or goes on updating tensors that the model no longer uses, and the loss stays where it is.",
        Instead = "Move the model first, then build the optimizer.",
        Suppress = "When the model is known to be on that device already, so that nothing is replaced.",
        Sources =
        [
            "TorchSharp, NN/Module.cs (to) and Optimizers: state is kept by tensor handle",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            model.to(torch.CUDA);
            sgd.step();
            """,
        Sound = """
            model.to(torch.CUDA);
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            sgd.step();
            """,
    };
}
