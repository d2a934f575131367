using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2047 seed-undone-by-threads: A seeded ML.NET trainer runs on several threads without a lock.</summary>
public sealed class SeedUndoneByThreads : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2047",
        Name = "seed-undone-by-threads",
        Severity = Severity.Info,
        Title = "A seeded trainer of ML.NET runs on several threads without a lock",
        Failure = Failure.Unrepeatable,
        Why = "The SDCA trainers update the same weights from all their threads without a lock, so the order of the updates is up to the machine. Microsoft.ML 5.0.1 gave four different models in four fits with the same seed on two threads, and one and the same on one thread. Without NumberOfThreads it takes half of the processors: the same four fits gave one model on two processors, and four on four.",
        Instead = "Set NumberOfThreads to 1 where results must repeat.",
        Suppress = "When the differences between runs do not matter.",
        Sources =
        [
            "ML.NET, SdcaBinary.cs: TrainWithoutLock; \"separate logic is needed for single-thread execution to ensure the result is deterministic\"",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { NumberOfThreads = 4 };
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, options);
            """,
        Sound = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { NumberOfThreads = 1 };
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, options);
            """,
    };
}
