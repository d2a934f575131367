using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>Data that one type splits or measures and another learns from.</summary>
public sealed class DataAcrossTypesTests
{
    [Fact]
    public Task RowsThatAnHeirRanks_AreFound() => Verify.Code("TL2044", Snippets.Usings +
        """
        public abstract class ModelTrainer
        {
            protected readonly Microsoft.ML.MLContext Context = new(seed: 1);

            protected virtual string? GroupColumn => null;

            protected abstract Microsoft.ML.ITransformer Fit(Microsoft.ML.IDataView data);

            public Microsoft.ML.ITransformer Train(Microsoft.ML.IDataView data)
            {
                var split = [|Context.Data.TrainTestSplit(data, samplingKeyColumnName: GroupColumn)|];
                return Fit(split.TrainSet);
            }
        }

        public sealed class Ranker : ModelTrainer
        {
            
            protected override Microsoft.ML.ITransformer Fit(Microsoft.ML.IDataView data) =>
                Microsoft.ML.LightGbmExtensions.LightGbm(Context.Ranking.Trainers, rowGroupColumnName: "Query").Fit(data);
        }
        """);

    [Fact]
    public Task RowsThatAnHeirRanksByGroup_AreSilent() => Verify.Code("TL2044", Snippets.Usings +
        """
        public abstract class ModelTrainer
        {
            protected readonly Microsoft.ML.MLContext Context = new(seed: 1);

            protected virtual string? GroupColumn => null;

            protected abstract Microsoft.ML.ITransformer Fit(Microsoft.ML.IDataView data);

            public Microsoft.ML.ITransformer Train(Microsoft.ML.IDataView data)
            {
                var split = Context.Data.TrainTestSplit(data, samplingKeyColumnName: GroupColumn);
                return Fit(split.TrainSet);
            }
        }

        public sealed class Ranker : ModelTrainer
        {
            protected override string? GroupColumn => "Query";
            protected override Microsoft.ML.ITransformer Fit(Microsoft.ML.IDataView data) =>
                Microsoft.ML.LightGbmExtensions.LightGbm(Context.Ranking.Trainers, rowGroupColumnName: "Query").Fit(data);
        }
        """);

    [Fact]
    public Task StatisticsOfAHelper_AreFound() => Verify.Code("TL2041", Snippets.Usings +
        """
        public static class Scaling
        {
            public static Tensor Standardize(this Tensor x, Tensor mean, Tensor std) => (x - mean) / (std + 1e-8);

            public static (Tensor Mean, Tensor Std) Statistics(Tensor rows) => (rows.mean(new long[] { 0 }), rows.std(0));
        }

        public static class Trainer
        {
            public static float Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, Tensor features, Tensor target)
            {
                var (mean, std) = Scaling.Statistics(features);
                var scaled = [|features.Standardize(mean, std)|];
                var trainX = scaled[..80];
                var testX = scaled[80..];
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(trainX), target).backward();
                optimizer.step();
                return model.forward(testX).mean().item<float>();
            }
        }
        """);

    [Fact]
    public Task StatisticsOfTheTrainingRows_AreSilent() => Verify.Code("TL2041", Snippets.Usings +
        """
        public static class Scaling
        {
            public static Tensor Standardize(this Tensor x, Tensor mean, Tensor std) => (x - mean) / (std + 1e-8);

            public static (Tensor Mean, Tensor Std) Statistics(Tensor rows) => (rows.mean(new long[] { 0 }), rows.std(0));
        }

        public static class Trainer
        {
            public static float Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, Tensor features, Tensor target)
            {
                var (mean, std) = Scaling.Statistics(features[..80]);
                var scaled = features.Standardize(mean, std);
                var trainX = scaled[..80];
                var testX = scaled[80..];
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(trainX), target).backward();
                optimizer.step();
                return model.forward(testX).mean().item<float>();
            }
        }
        """);
}
