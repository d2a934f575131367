using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2034 another-model-optimized: The optimizer holds the parameters of a model that is never run.</summary>
public sealed class AnotherModelOptimized : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2034",
        Name = "another-model-optimized",
        Severity = Severity.Warning,
        Title = "The optimizer holds the parameters of a model that is never run",
        Failure = Failure.NoTraining,
        Why = "The optimizer steps the parameters that it was given. When they belong to a model without a forward pass, its gradients are empty, and the model that computes the loss keeps its random start.",
        Instead = "Give the optimizer the parameters of the model that computes the loss.",
        Suppress = "When the model is run by code that the compiler cannot follow.",
        Sources =
        [
            "torch.optim documentation, constructing an optimizer",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var teacher = torch.nn.Linear(4, 1);
            var student = torch.nn.Linear(4, 1);
            var trainer = torch.optim.SGD(teacher.parameters(), 0.01, momentum: 0.9);
            trainer.zero_grad();
            var loss = torch.nn.functional.mse_loss(student.forward(input), target);
            loss.backward();
            trainer.step();
            """,
        Sound = """
            var student = torch.nn.Linear(4, 1);
            var trainer = torch.optim.SGD(student.parameters(), 0.01, momentum: 0.9);
            trainer.zero_grad();
            var loss = torch.nn.functional.mse_loss(student.forward(input), target);
            loss.backward();
            trainer.step();
            """,
    };
}
