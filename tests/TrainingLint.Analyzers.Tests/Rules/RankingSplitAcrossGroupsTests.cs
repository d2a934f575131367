using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class RankingSplitAcrossGroupsTests
{
    private const string Rule = "TL2044";

    [Fact]
    public Task RankingWithoutGroups_IsFound() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var split = [|context.Data.TrainTestSplit(data)|];
        var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Ranking.Trainers);
        """);

    [Fact]
    public Task RankingByGroups_IsSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var split = context.Data.TrainTestSplit(data, samplingKeyColumnName: "GroupId");
        var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Ranking.Trainers);
        """);

    [Fact]
    public Task Regression_IsSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var split = context.Data.TrainTestSplit(data);
        var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers);
        """);

    [Theory]
    [InlineData("[|context.Data.CrossValidationSplit(data)|]")]
    [InlineData("context.Data.CrossValidationSplit(data, samplingKeyColumnName: \"GroupId\")")]
    public Task Folds_AreFound(string folds) => Verify.Method(
        Rule,
        $$"""
            var context = new Microsoft.ML.MLContext(seed: 1);
            var data = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Ranking.Trainers);
            var folds = {{folds}};
            """);

    [Fact]
    public Task SplitThatOnlyTakesASample_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var data = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Ranking.Trainers);
            var few = context.Data.TrainTestSplit(data);
            var sample = few.TestSet;
            """);

    [Theory]
    [InlineData("rows, 0.2", "Ranking", "[|parts.Divide(rows).TrainSet|]")]
    [InlineData("rows, 0.2, samplingKeyColumnName: \"Query\"", "Ranking", "parts.Divide(rows).TrainSet")]
    [InlineData("rows, 0.2", "Regression", "parts.Divide(rows).TrainSet")]
    public Task SplitOfAnotherType_IsJudgedByTheLearner(string split, string task, string learned) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Parts(Microsoft.ML.MLContext ml)
            {
                public Microsoft.ML.DataOperationsCatalog.TrainTestData Divide(Microsoft.ML.IDataView rows) =>
                    ml.Data.TrainTestSplit({{split}});
            }

            public sealed class Search(Microsoft.ML.MLContext ml, Parts parts)
            {
                public object Learn(Microsoft.ML.IDataView rows) =>
                    Microsoft.ML.LightGbmExtensions.LightGbm(ml.{{task}}.Trainers).Fit({{learned}});
            }
            """);
}
