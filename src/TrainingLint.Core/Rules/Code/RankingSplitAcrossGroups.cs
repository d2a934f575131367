using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2044 ranking-split-across-groups: Data for ranking is split without regard to its groups.</summary>
public sealed class RankingSplitAcrossGroups : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2044",
        Name = "ranking-split-across-groups",
        Severity = Severity.Warning,
        Title = "Data for ranking is split without regard to its groups",
        Failure = Failure.Unmeasured,
        Why = "A ranker is judged by whole groups, such as the results of one query. A split row by row puts parts of one group on both sides: the metric is that of torn groups, and the test set is not new to the model.",
        Instead = "Pass samplingKeyColumnName: the column of the group.",
        Suppress = "When every group was made a single row before.",
        Sources =
        [
            "ML.NET documentation, DataOperationsCatalog.TrainTestSplit, samplingKeyColumnName",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
            var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Ranking.Trainers);
            """,
        Sound = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var split = context.Data.TrainTestSplit(data, testFraction: 0.2, samplingKeyColumnName: "GroupId");
            var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Ranking.Trainers);
            """,
    };
}
