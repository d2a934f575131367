using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2021 integer-division-in-schedule: The factor of a lambda schedule is divided as whole numbers.</summary>
public sealed class IntegerDivisionInSchedule : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2021",
        Name = "integer-division-in-schedule",
        Severity = Severity.Warning,
        Title = "The factor of a lambda schedule is divided as whole numbers",
        Failure = Failure.NoTraining,
        Why = "An int divided by an int drops the fraction: epoch / 10 is 0 for the first ten epochs, so the rate is zero and nothing is trained.",
        Instead = "Divide by a double: epoch / 10.0.",
        Suppress = "When whole steps are meant.",
        Sources =
        [
            "C# language specification, integer division",
            "TorchSharp, LambdaLR takes Func<int, double>",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, epoch => epoch / 10);
            scheduler.step();
            """,
        Sound = """
            var scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, epoch => epoch / 10.0);
            scheduler.step();
            """,
    };
}
