using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class DataRolesMixedTests
{
    private const string Rule = "TL2025";

    [Fact]
    public Task FitOnTheTestSet_IsFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var split = context.Data.TrainTestSplit(data);
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers);
            var fitted = trainer.Fit([|split.TestSet|]);
            """);

    [Fact]
    public Task FitOnTheTestSetThroughAVariable_IsFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var split = context.Data.TrainTestSplit(data);
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers);
            var kept = split.TestSet;
            var fitted = trainer.Fit([|kept|]);
            """);

    [Fact]
    public Task FitOnTheTrainingSet_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var split = context.Data.TrainTestSplit(data);
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers);
            var fitted = trainer.Fit(split.TrainSet);
            var metrics = context.Regression.Evaluate(fitted.Transform(split.TestSet));
            """);

    [Fact]
    public Task OnlyTheTrainingSetJudged_IsFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var split = context.Data.TrainTestSplit(data);
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers);
            var fitted = trainer.Fit(split.TrainSet);
            var metrics = context.Regression.Evaluate([|fitted.Transform(split.TrainSet)|]);
            """);

    [Fact]
    public Task BothSetsJudged_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var split = context.Data.TrainTestSplit(data);
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers);
            var fitted = trainer.Fit(split.TrainSet);
            var own = context.Regression.Evaluate(fitted.Transform(split.TrainSet));
            var metrics = context.Regression.Evaluate(fitted.Transform(split.TestSet));
            """);

    [Fact]
    public Task FitOnAllData_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var split = context.Data.TrainTestSplit(data);
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers);
            var fitted = trainer.Fit(data);
            """);
}
