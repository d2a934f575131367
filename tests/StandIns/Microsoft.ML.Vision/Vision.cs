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
