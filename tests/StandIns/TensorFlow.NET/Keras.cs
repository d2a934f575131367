namespace Tensorflow
{
    public static class KerasApi
    {
        public static Keras.KerasInterface keras { get; } = new();
    }
}

namespace Tensorflow.Keras
{
    public interface IOptimizer;

    public sealed class KerasInterface
    {
        public Optimizers.OptimizerApi optimizers { get; } = new();
    }
}

namespace Tensorflow.Keras.Optimizers
{
    public sealed class OptimizerApi
    {
        public IOptimizer SGD(float learning_rate = 0.01f, float momentum = 0f) => default!;

        public IOptimizer Adam(float learning_rate = 0.001f, float beta_1 = 0.9f, float beta_2 = 0.999f, float epsilon = 1e-7f,
            bool amsgrad = false, string name = "Adam") => default!;

        public IOptimizer RMSprop(float learning_rate = 0.001f, float rho = 0.9f, float momentum = 0, float epsilon = 1e-7f,
            bool centered = false, string name = "RMSprop") => default!;
    }
}
