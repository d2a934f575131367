using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2048 option-out-of-range: An option of ML.NET is outside of what its trainer takes.</summary>
public sealed class OptionOutOfRange : CodeRule
{
    /// <inheritdoc/>
    public override bool IsSure => true;

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2048",
        Name = "option-out-of-range",
        Severity = Severity.Error,
        Title = "An option of ML.NET is outside of what its trainer takes",
        Failure = Failure.NoTraining,
        Why =
            "Trainers check their options when they are built, some only when they are fitted: a tree of one leaf, no "
            + "iterations, a negative penalty, a split that leaves one part empty. The call throws, for some only after all "
            + "data was read.",
        Instead = "Write a value within the range that the message names.",
        Suppress = "Never: the call throws.",
        Sources =
        [
            "Microsoft.ML 5.0.1: every trainer was built and fitted with values at both sides of its limits",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.TreeExtensions.FastTree(context.Regression.Trainers, numberOfLeaves: 1);
            """,
        Sound = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.TreeExtensions.FastTree(context.Regression.Trainers, numberOfLeaves: 20);
            """,
    };
}
