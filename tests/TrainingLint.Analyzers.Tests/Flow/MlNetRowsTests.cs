using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>Data of ML.NET that goes through records, helpers and base classes before it is fitted or judged.</summary>
public sealed class MlNetRowsTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Trainers;

        public sealed class Row
        {
            [LoadColumn(0)] public float Label;
            [LoadColumn(1, 3), VectorType(3)] public float[] Features = new float[3];
        }


        """;

    [Theory]
    [InlineData("[|model.Transform(sets.Learn)|]")]
    [InlineData("model.Transform(sets.Check)")]
    public Task PartsInARecord_AreToldApart(string judged) => Verify.Code(
        "TL2025",
        Usings + $$"""
            public sealed record Sets(IDataView Learn, IDataView Check);

            public static class Preparation
            {
                public static Sets Divide(MLContext ml, IDataView rows)
                {
                    var parts = ml.Data.TrainTestSplit(rows, 0.25);
                    return new Sets(parts.TrainSet, parts.TestSet);
                }
            }

            public sealed class Training(MLContext ml)
            {
                public double Run(IDataView rows)
                {
                    var sets = Preparation.Divide(ml, rows);
                    var model = ml.Regression.Trainers.OnlineGradientDescent().Fit(sets.Learn);
                    return ml.Regression.Evaluate({{judged}}).RSquared;
                }
            }
            """);

    [Theory]
    [InlineData("parts.TestSet", "[|rows|]")]
    [InlineData("parts.TrainSet", "rows")]
    public Task HelperThatFits_IsJudgedByWhatItIsHanded(string handed, string fitted) => Verify.Code(
        "TL2025",
        Usings + $$"""
            public sealed class Training(MLContext ml)
            {
                private ITransformer Learn(IDataView rows) => ml.Regression.Trainers.Sdca().Fit({{fitted}});

                public double Run(IDataView rows)
                {
                    var parts = ml.Data.TrainTestSplit(rows, 0.25);
                    return ml.Regression.Evaluate(Learn({{handed}}).Transform(parts.TestSet)).RSquared;
                }
            }
            """);

    [Theory]
    [InlineData("[|Learn(parts.TestSet)|]")]
    [InlineData("Learn(rows)")]
    public Task HelperThatSeveralCall_IsJudgedForEachOfThem(string second) => Verify.Code(
        "TL2025",
        Usings + $$"""
            public sealed class Training(MLContext ml)
            {
                private ITransformer Learn(IDataView rows) => ml.Regression.Trainers.Sdca().Fit(rows);

                public ITransformer Run(IDataView rows)
                {
                    var parts = ml.Data.TrainTestSplit(rows, 0.25);
                    Console.WriteLine(ml.Regression.Evaluate(Learn(parts.TrainSet).Transform(parts.TestSet)).RSquared);
                    return {{second}};
                }
            }
            """);

    [Theory]
    [InlineData("private IEnumerable<Row> Mixed => [|_rows.OrderBy(_ => _random.Next())|];")]
    [InlineData("private IEnumerable<Row> Mixed => _mixed ??= _rows.OrderBy(_ => _random.Next()).ToList(); private List<Row>? _mixed;")]
    public Task PropertyThatShuffles_IsTakenApart(string property) => Verify.Code(
        "TL2040",
        Usings + $$"""
            public sealed class Source(List<Row> rows)
            {
                private readonly Random _random = new(3);
                private readonly List<Row> _rows = rows;

                {{property}}

                public IDataView Learn(MLContext ml) => ml.Data.LoadFromEnumerable(Mixed.Take(80));

                public IDataView Check(MLContext ml) => ml.Data.LoadFromEnumerable(Mixed.Skip(80));
            }
            """);

    [Theory]
    [InlineData("[|rows.Select(row => (Row: row, IsLearned: random.NextDouble() < 0.8))|]")]
    [InlineData("rows.Select(row => (Row: row, IsLearned: random.NextDouble() < 0.8)).ToList()")]
    [InlineData("rows.Select(row => (Row: row, IsLearned: row.Label < 0.8))")]
    public Task MarkThatIsDrawn_IsReadByTwo(string marked) => Verify.Code(
        "TL2040",
        Usings + $$"""
            public static class Source
            {
                public static (List<Row>, List<Row>) Divide(List<Row> rows, Random random)
                {
                    var marked = {{marked}};
                    return (marked.Where(pair => pair.IsLearned).Select(pair => pair.Row).ToList(),
                        marked.Where(pair => !pair.IsLearned).Select(pair => pair.Row).ToList());
                }
            }
            """);

    [Theory]
    [InlineData("LoadFromTextFile<Row>(path)", "[|ml.BinaryClassification.Trainers.LinearSvm()|]")]
    [InlineData("LoadFromBinary(path)", "ml.BinaryClassification.Trainers.LinearSvm()")]
    [InlineData("Cache(ml.Data.LoadFromTextFile<Row>(path))", "ml.BinaryClassification.Trainers.LinearSvm()")]
    public Task PassesOverRows_AreJudgedByWhereTheyComeFrom(string load, string trainer) => Verify.Code(
        "TL2056",
        Usings + $$"""
            public sealed class Files(MLContext ml)
            {
                public IDataView Read(string path) => ml.Data.{{load}};

                public IDataView ReadOthers(string path) => ml.Data.LoadFromTextFile<Row>(path);
            }

            public sealed class Training(MLContext ml, Files files)
            {
                public ITransformer Run()
                {
                    var chain = ml.Transforms.NormalizeMinMax("Features").Append({{trainer}});
                    return chain.Fit(files.Read("rows.csv"));
                }
            }
            """);

    [Theory]
    [InlineData("chain", "[|Ml.BinaryClassification.Trainers.AveragedPerceptron()|]")]
    [InlineData("chain.AppendCacheCheckpoint(Ml)", "Ml.BinaryClassification.Trainers.AveragedPerceptron()")]
    [InlineData("chain", "Ml.BinaryClassification.Trainers.LbfgsLogisticRegression()")]
    public Task LearnerOfOneVersusAll_IsSeenInAnHeir(string chain, string learner) => Verify.Code(
        "TL2056",
        Usings + $$"""
            public abstract class TextJob
            {
                protected MLContext Ml { get; } = new(1);

                protected IDataView Rows() => Ml.Data.LoadFromTextFile<Row>("rows.csv");

                public abstract ITransformer Train();
            }

            public sealed class Job : TextJob
            {
                public override ITransformer Train()
                {
                    var learner = {{learner}};
                    var chain = Ml.Transforms.Conversion.MapValueToKey("Label").Append(Ml.Transforms.NormalizeMinMax("Features"));
                    return {{chain}}.Append(Ml.MulticlassClassification.Trainers.OneVersusAll(learner)).Fit(Rows());
                }
            }
            """);

    [Theory]
    [InlineData("options => options.NumberOfThreads = 4", "[|ml.Regression.Trainers.Sdca(options)|]")]
    [InlineData("options => options.NumberOfThreads = 1", "ml.Regression.Trainers.Sdca(options)")]
    public Task ThreadsThatALambdaSets_AreRead(string configure, string trainer) => Verify.Code(
        "TL2047",
        Usings + $$"""
            public static class Program
            {
                private static IEstimator<ITransformer> Learner(MLContext ml, Action<SdcaRegressionTrainer.Options> configure)
                {
                    var options = new SdcaRegressionTrainer.Options { MaximumNumberOfIterations = 20 };
                    configure(options);
                    return {{trainer}};
                }

                public static ITransformer Run(IDataView rows)
                {
                    var ml = new MLContext(seed: 1);
                    return Learner(ml, {{configure}}).Fit(rows);
                }
            }
            """);

    [Theory]
    [InlineData("[|seed: 42|]", "")]
    [InlineData("seed: 42 + turn", "")]
    [InlineData("seed: 42", "rows = ml.Data.Cache(rows);")]
    public Task RepeatsOfOneSplit_AreFound(string seed, string then) => Verify.Code(
        "TL2030",
        Usings + $$"""
            public sealed class Repeats(MLContext ml)
            {
                public double Run(IDataView rows, int times)
                {
                    var scores = new List<double>();
                    for (var turn = 0; turn < times; turn++)
                    {
                        var parts = ml.Data.TrainTestSplit(rows, 0.2, {{seed}});
                        var model = ml.Regression.Trainers.Sdca().Fit(parts.TrainSet);
                        scores.Add(ml.Regression.Evaluate(model.Transform(parts.TestSet)).RSquared);
                        {{then}}
                    }

                    return scores.Average();
                }
            }
            """);

    [Theory]
    [InlineData("[|trials.MaxBy(trial => trial.Score)|]", "outer")]
    [InlineData("trials.MaxBy(trial => trial.Score)", "inner")]
    public Task BestTrial_IsChosenOnOtherRows(string best, string judged) => Verify.Code(
        "TL2052",
        Usings + $$"""
            public sealed class Search(MLContext ml)
            {
                public sealed record Trial(ITransformer Model, double Score);

                public double Run(IDataView rows)
                {
                    var outer = ml.Data.TrainTestSplit(rows, 0.2);
                    var inner = ml.Data.TrainTestSplit(outer.TrainSet, 0.2);
                    var trials = new[] { 0.1f, 0.01f }.Select(rate =>
                    {
                        var model = ml.Regression.Trainers.Sdca(l2Regularization: rate).Fit(inner.TrainSet);
                        return new Trial(model, ml.Regression.Evaluate(model.Transform({{judged}}.TestSet)).RSquared);
                    }).ToList();
                    var best = {{best}}!;
                    return ml.Regression.Evaluate(best.Model.Transform(outer.TestSet)).RSquared;
                }
            }
            """);
}
