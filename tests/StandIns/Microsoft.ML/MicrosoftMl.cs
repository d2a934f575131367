namespace Microsoft.ML
{
    public interface IDataView;

    public interface ITransformer;

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

        public ModelOperationsCatalog Model { get; } = new();

        public DataOperationsCatalog Data { get; } = new();
    }

    public sealed class ModelOperationsCatalog
    {
        public ITransformer Load(string path) => default!;
    }

    public sealed class DataOperationsCatalog
    {
        public IDataView LoadFromTextFile(string path) => default!;

        public IDataView TrainTestSplit(IDataView data, double testFraction = 0.1, string? samplingKeyColumnName = null, int? seed = null) => data;
    }

    public sealed class RegressionCatalog
    {
        public RegressionTrainers Trainers { get; } = new();

        public sealed class RegressionTrainers;
    }

    public sealed class BinaryClassificationCatalog
    {
        public BinaryClassificationTrainers Trainers { get; } = new();

        public sealed class BinaryClassificationTrainers;
    }

    public static class TreeExtensions
    {
        public static IEstimator<ITransformer> FastTree(this RegressionCatalog.RegressionTrainers catalog, string labelColumnName = "Label", int numberOfLeaves = 20, int numberOfTrees = 100, int minimumExampleCountPerLeaf = 10, double learningRate = 0.2) => default!;
    }

    public static class StandardTrainersCatalog
    {
        public static IEstimator<ITransformer> AveragedPerceptron(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, string labelColumnName = "Label", float learningRate = 1.0f, bool decreaseLearningRate = false, float l2Regularization = 0, int numberOfIterations = 10) => default!;
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
