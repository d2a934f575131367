using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2050 single-pass: An iterative trainer of ML.NET gets one iteration.</summary>
public sealed class SinglePass : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2050",
        Name = "single-pass",
        Severity = Severity.Warning,
        Title = "An iterative trainer of ML.NET gets one iteration",
        Failure = Failure.NoTraining,
        Why =
            "These trainers improve their weights pass by pass, or tree by tree. After one pass an online trainer still "
            + "remembers mostly the last rows, and SDCA has hardly begun; the result is a model that fits worse than the data "
            + "allows. OnlineGradientDescent and LinearSvm make one pass by default.",
        Instead = "Give numberOfIterations: 10 or more, or leave the number to trainers that choose it themselves.",
        Suppress = "When one pass is a test of the program, or the data is a stream that is far larger than the model.",
        Sources =
        [
            "ML.NET, OnlineLinear.cs and LinearSvmTrainer.cs: NumberOfIterations = 1",
            "ML.NET, AveragedPerceptron.cs: NumberOfIterations = 10",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers,
                numberOfIterations: 1);
            """,
        Sound = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers,
                numberOfIterations: 10);
            """,
    };
}
