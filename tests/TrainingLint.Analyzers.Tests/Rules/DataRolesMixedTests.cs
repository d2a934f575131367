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

    [Fact]
    public Task JudgedByTheOnlyData_IsFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var fitted = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit(data);
            var metrics = context.Regression.Evaluate([|fitted.Transform(data)|]);
            """);

    [Fact]
    public Task JudgedByOtherData_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var heldOut = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "held.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var fitted = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit(data);
            var metrics = context.Regression.Evaluate(fitted.Transform(heldOut));
            """);

    [Fact]
    public Task JudgedByBoth_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var heldOut = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "held.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var fitted = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit(data);
            var own = context.Regression.Evaluate(fitted.Transform(data));
            var metrics = context.Regression.Evaluate(fitted.Transform(heldOut));
            """);

    [Theory]
    [InlineData("[|test|]")]
    [InlineData("train")]
    public Task PartsThatAMethodReturns_AreToldApart(string fitted) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Flow
            {
                public static object Run(Microsoft.ML.MLContext context, Microsoft.ML.IDataView all)
                {
                    var (train, test) = Split(context, all);
                    return Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit({{fitted}});
                }

                private static (Microsoft.ML.IDataView, Microsoft.ML.IDataView) Split(
                    Microsoft.ML.MLContext context, Microsoft.ML.IDataView all)
                {
                    var parts = context.Data.TrainTestSplit(all, 0.2);
                    return (parts.TrainSet, parts.TestSet);
                }
            }
            """);

    [Theory]
    [InlineData("[|model.Transform(training)|]")]
    [InlineData("model.Transform(testing)")]
    public Task ModelOfAnotherType_IsJudgedByWhatItWasFittedOn(string scored) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public interface IBuilder { Microsoft.ML.ITransformer Build(Microsoft.ML.IDataView rows); }

            public sealed class Builder(Microsoft.ML.MLContext context) : IBuilder
            {
                public Microsoft.ML.ITransformer Build(Microsoft.ML.IDataView rows) =>
                    Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit(rows);
            }

            public sealed class Service(Microsoft.ML.MLContext context, IBuilder builder)
            {
                public object Run(Microsoft.ML.IDataView[] sources)
                {
                    var training = sources[0];
                    var testing = sources[1];
                    var model = builder.Build(training);
                    return context.Regression.Evaluate({{scored}});
                }
            }
            """);

    [Theory]
    [InlineData("[|trainLoader|]")]
    [InlineData("testLoader")]
    public Task IdleTestLoader_IsFound(string measured) => Verify.Method(
        Rule,
        $$"""
            using var trainLoader = torch.utils.data.DataLoader(trainSet, 32, shuffle: true);
            using var testLoader = torch.utils.data.DataLoader(testSet, 32);
            foreach (var batch in trainLoader)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(batch["x"]), batch["y"]).backward();
                optimizer.step();
            }

            Test({{measured}});
            void Test(DataLoader loader)
            {
                model.eval();
                using var noGrad = torch.no_grad();
                foreach (var batch in loader)
                {
                    Console.WriteLine(torch.nn.functional.mse_loss(model.forward(batch["x"]), batch["y"]).item<float>());
                }
            }
            """);

    [Fact]
    public Task BothLoadersMeasured_AreSilent() => Verify.Method(
        Rule,
        """
            using var trainLoader = torch.utils.data.DataLoader(trainSet, 32, shuffle: true);
            using var testLoader = torch.utils.data.DataLoader(testSet, 32);
            foreach (var batch in trainLoader)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(batch["x"]), batch["y"]).backward();
                optimizer.step();
            }

            foreach (var loader in new[] { trainLoader, testLoader })
            {
                foreach (var batch in loader)
                {
                    Console.WriteLine(torch.nn.functional.mse_loss(model.forward(batch["x"]), batch["y"]).item<float>());
                }
            }
            """);

    [Theory]
    [InlineData("[|Open(Part.Test)|]")]
    [InlineData("Open(Part.Train)")]
    public Task PartThatACallAsksFor_IsFound(string asked) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
        public enum Part
        {
            Train,
            Test,
        }

        public sealed class Training(Microsoft.ML.MLContext context, Microsoft.ML.IDataView data)
        {
            private Microsoft.ML.DataOperationsCatalog.TrainTestData? _split;

            private Microsoft.ML.DataOperationsCatalog.TrainTestData Split => _split ??= context.Data.TrainTestSplit(data);

            public Microsoft.ML.IDataView Open(Part part) => part switch
            {
                Part.Train => Split.TrainSet,
                Part.Test => Split.TestSet,
                _ => throw new ArgumentOutOfRangeException(nameof(part)),
            };

            public void Run()
            {
                var model = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit({{asked}});
                context.Regression.Evaluate(model.Transform(Open(Part.Test)));
            }
        }
        """);

    [Theory]
    [InlineData("test", "model.Transform(Load(\"test\"))")]
    [InlineData("train", "[|model.Transform(Load(\"train\"))|]")]
    public Task MethodThatReadsWhatItIsAskedFor_MakesOneSetForEachQuestion(string part, string judged) => Verify.Code(
        "TL2025",
        $$"""
            using System;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            public sealed class Row { public float Label; [VectorType(3)] public float[] Features = new float[3]; }

            public sealed class Training
            {
                private readonly MLContext ml = new MLContext(seed: 1);

                private IDataView Load(string part)
                {
                    var rows = ml.Data.LoadFromTextFile<Row>(part + ".tsv");
                    return ml.Data.Cache(rows);
                }

                // What is judged is "{{part}}".
                public void Run()
                {
                    var model = ml.Regression.Trainers.OnlineGradientDescent().Fit(Load("train"));
                    Console.WriteLine(ml.Regression.Evaluate({{judged}}).RSquared);
                }
            }
            """);
}
