namespace Microsoft.ML
{
    public interface IDataView;

    public interface ITransformer
    {
        IDataView Transform(IDataView input);
    }

    public interface IEstimator<TTransformer>
    {
        TTransformer Fit(IDataView input);
    }

    public sealed class MLContext
    {
        public MLContext(int? seed = null)
        {
        }

        public RegressionCatalog Regression { get; } = new();

        public BinaryClassificationCatalog BinaryClassification { get; } = new();

        public MulticlassClassificationCatalog MulticlassClassification { get; } = new();

        public RankingCatalog Ranking { get; } = new();

        public TransformsCatalog Transforms { get; } = new();

        public ModelOperationsCatalog Model { get; } = new();

        public DataOperationsCatalog Data { get; } = new();
    }

    public sealed class TransformsCatalog;

    public sealed class RankingCatalog
    {
        public RankingTrainers Trainers { get; } = new();

        public sealed class RankingTrainers;
    }

    public static class TransformExtensionsCatalog
    {
        public static IEstimator<ITransformer> Concatenate(this TransformsCatalog catalog, string outputColumnName,
            params string[] inputColumnNames) => default!;
    }

    public static class NormalizationCatalog
    {
        public static IEstimator<ITransformer> NormalizeMinMax(this TransformsCatalog catalog, string outputColumnName,
            string? inputColumnName = null) => default!;

        public static IEstimator<ITransformer> NormalizeLpNorm(this TransformsCatalog catalog, string outputColumnName,
            string? inputColumnName = null) => default!;
    }

    public static class LearningPipelineExtensions
    {
        public static IEstimator<ITransformer> Append(this IEstimator<ITransformer> start, IEstimator<ITransformer> estimator) =>
            default!;

        public static IEstimator<ITransformer> AppendCacheCheckpoint(this IEstimator<ITransformer> start, MLContext env) => default!;
    }

    public sealed class ModelOperationsCatalog
    {
        public ITransformer Load(string path) => default!;
    }

    public sealed class DataOperationsCatalog
    {
        public IDataView LoadFromTextFile(string path) => default!;

        public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string? samplingKeyColumnName = null, int? seed = null) => new();

        public IDataView Cache(IDataView input, params string[] columnsToPrefetch) => input;

        public readonly struct TrainTestData
        {
            public readonly IDataView TrainSet;

            public readonly IDataView TestSet;
        }
    }

    public sealed class RegressionCatalog
    {
        public RegressionTrainers Trainers { get; } = new();

        public object Evaluate(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score") => new();

        public sealed class RegressionTrainers;
    }

    public sealed class BinaryClassificationCatalog
    {
        public BinaryClassificationTrainers Trainers { get; } = new();

        public sealed class BinaryClassificationTrainers;
    }

    public sealed class MulticlassClassificationCatalog
    {
        public MulticlassClassificationTrainers Trainers { get; } = new();

        public sealed class MulticlassClassificationTrainers;
    }

    public static class TreeExtensions
    {
        public static IEstimator<ITransformer> FastTree(this RegressionCatalog.RegressionTrainers catalog, string labelColumnName = "Label", int numberOfLeaves = 20, int numberOfTrees = 100, int minimumExampleCountPerLeaf = 10, double learningRate = 0.2) => default!;
    }

    public static class LightGbmExtensions
    {
        public static IEstimator<ITransformer> LightGbm(this RegressionCatalog.RegressionTrainers catalog, string labelColumnName = "Label", int? numberOfLeaves = null, double? learningRate = null, int numberOfIterations = 100) => default!;

        public static IEstimator<ITransformer> LightGbm(this RankingCatalog.RankingTrainers catalog, string labelColumnName = "Label",
            string featureColumnName = "Features", string rowGroupColumnName = "GroupId") => default!;

        public static IEstimator<ITransformer> LightGbm(this RegressionCatalog.RegressionTrainers catalog, Trainers.LightGbmRegressionTrainer.Options options) => default!;
    }

    public static class StandardTrainersCatalog
    {
        public static IEstimator<ITransformer> Sdca(this RegressionCatalog.RegressionTrainers catalog, string labelColumnName = "Label",
            string featureColumnName = "Features", float? l2Regularization = null, float? l1Regularization = null, int? maximumNumberOfIterations = null) => default!;

        public static IEstimator<ITransformer> Sdca(this RegressionCatalog.RegressionTrainers catalog, Trainers.SdcaRegressionTrainer.Options options) => default!;

        public static IEstimator<ITransformer> LbfgsPoissonRegression(this RegressionCatalog.RegressionTrainers catalog, string labelColumnName = "Label", float l1Regularization = 1, float l2Regularization = 1) => default!;

        public static IEstimator<ITransformer> LbfgsPoissonRegression(this RegressionCatalog.RegressionTrainers catalog, Trainers.LbfgsPoissonRegressionTrainer.Options options) => default!;

        public static IEstimator<ITransformer> AveragedPerceptron(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, string labelColumnName = "Label", float learningRate = 1.0f, bool decreaseLearningRate = false, float l2Regularization = 0, int numberOfIterations = 10) => default!;

        public static IEstimator<ITransformer> OnlineGradientDescent(this RegressionCatalog.RegressionTrainers catalog,
            string labelColumnName = "Label", string featureColumnName = "Features") => default!;

        public static IEstimator<ITransformer> OneVersusAll(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, IEstimator<ITransformer> binaryEstimator, string labelColumnName = "Label") => default!;
    }
}

namespace Microsoft.ML.Trainers
{
    public static class SdcaRegressionTrainer
    {
        public sealed class Options
        {
            public bool Shuffle = true;

            public int? MaximumNumberOfIterations;
        }
    }

    public static class LightGbmRegressionTrainer
    {
        public sealed class Options
        {
            public int? Seed;

            public double? LearningRate;
        }
    }

    public static class LbfgsPoissonRegressionTrainer
    {
        public sealed class Options
        {
            public float InitialWeightsDiameter = 0;
        }
    }
}

namespace Microsoft.ML.Vision
{
    public abstract class LearningRateScheduler;

    public sealed class ExponentialLRDecay : LearningRateScheduler;

    public sealed class ImageClassificationTrainer
    {
        public sealed class Options
        {
            public int Epoch = 200;

            public int BatchSize = 10;

            public float LearningRate = 0.01f;

            public LearningRateScheduler? LearningRateScheduler = new ExponentialLRDecay();
        }
    }
}
