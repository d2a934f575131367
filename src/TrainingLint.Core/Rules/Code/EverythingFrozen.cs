using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2036 everything-frozen: Every parameter that the optimizer holds is frozen.</summary>
public sealed class EverythingFrozen : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2036",
        Name = "everything-frozen",
        Severity = Severity.Warning,
        Title = "Every parameter that the optimizer holds is frozen",
        Failure = Failure.NoTraining,
        Why = "A parameter that requires no gradient gets none. With all of them frozen, backward() throws for want of a graph, or the step moves nothing.",
        Instead = "Freeze only the layers that are to stay, and leave the head trainable.",
        Suppress = "When another part of the program thaws the parameters again.",
        Sources =
        [
            "PyTorch documentation, autograd mechanics: setting requires_grad",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var net = torch.nn.Linear(4, 1);
            foreach (var parameter in net.parameters())
            {
                parameter.requires_grad = false;
            }

            var trainer = torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9);
            var loss = torch.nn.functional.mse_loss(net.forward(input), target);
            loss.backward();
            trainer.step();
            """,
        Sound = """
            var net = torch.nn.Linear(4, 4);
            var head = torch.nn.Linear(4, 1);
            foreach (var parameter in net.parameters())
            {
                parameter.requires_grad = false;
            }

            var trainer = torch.optim.SGD(head.parameters(), 0.01, momentum: 0.9);
            var loss = torch.nn.functional.mse_loss(head.forward(net.forward(input)), target);
            loss.backward();
            trainer.step();
            """,
    };
}
