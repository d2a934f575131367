namespace Microsoft.ML.Vision
{
    public abstract class LearningRateScheduler;

    public sealed class ExponentialLRDecay : LearningRateScheduler;

    public sealed class ImageClassificationTrainer
    {
        public enum EarlyStoppingMetric
        {
            Accuracy,
            Loss,
        }

        public sealed class EarlyStopping(
            float minDelta = 0.01f, int patience = 20, EarlyStoppingMetric metric = EarlyStoppingMetric.Accuracy,
                bool checkIncreasing = true)
        {
            public float MinDelta { get; set; } = minDelta;

            public int Patience { get; set; } = patience;

            public bool CheckIncreasing { get; set; } = metric == EarlyStoppingMetric.Accuracy && checkIncreasing;
        }

        public sealed class Options
        {
            public EarlyStopping? EarlyStoppingCriteria = new();

            public int Epoch = 200;

            public int BatchSize = 10;

            public float LearningRate = 0.01f;

            public LearningRateScheduler? LearningRateScheduler = new ExponentialLRDecay();
        }
    }
}
