using System.Collections;
using System.Collections.Generic;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
    {
        protected Loss()
            : base("loss")
        {
        }

        public override TResult forward(T1 input1, T2 input2) => default!;
    }

    public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>;

    public static class ModuleExtensionMethods
    {
        public static T to<T>(this T module, Device device, bool non_blocking = false)
            where T : nn.Module => module;

        public static T to<T>(this T module, DeviceType type, int deviceIndex = -1)
            where T : nn.Module => module;

        public static T cuda<T>(this T module, int deviceIndex = -1)
            where T : nn.Module => module;

        public static T cpu<T>(this T module)
            where T : nn.Module => module;

        public static T half<T>(this T module)
            where T : nn.Module => module;
    }
}

namespace TorchSharp.Modules
{
    public class Parameter : Tensor;

    public class Sequential : nn.Module<Tensor, Tensor>
    {
        public Sequential()
            : base("Sequential")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class ModuleList<T> : nn.Module, IEnumerable<T>
        where T : nn.Module
    {
        public ModuleList(params T[] modules)
            : base("ModuleList")
        {
        }

        public IEnumerator<T> GetEnumerator() => default!;

        IEnumerator IEnumerable.GetEnumerator() => default!;
    }

    public class Linear : nn.Module<Tensor, Tensor>
    {
        internal Linear()
            : base("Linear")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Conv1d : nn.Module<Tensor, Tensor>
    {
        internal Conv1d()
            : base("Conv1d")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Conv2d : nn.Module<Tensor, Tensor>
    {
        internal Conv2d()
            : base("Conv2d")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class MaxPool2d : nn.Module<Tensor, Tensor>
    {
        internal MaxPool2d()
            : base("MaxPool2d")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Flatten : nn.Module<Tensor, Tensor>
    {
        internal Flatten()
            : base("Flatten")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class ReLU : nn.Module<Tensor, Tensor>
    {
        internal ReLU()
            : base("ReLU")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Tanh : nn.Module<Tensor, Tensor>
    {
        internal Tanh()
            : base("Tanh")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Sigmoid : nn.Module<Tensor, Tensor>
    {
        internal Sigmoid()
            : base("Sigmoid")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Softmax : nn.Module<Tensor, Tensor>
    {
        internal Softmax()
            : base("Softmax")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class LogSoftmax : nn.Module<Tensor, Tensor>
    {
        internal LogSoftmax()
            : base("LogSoftmax")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Dropout : nn.Module<Tensor, Tensor>
    {
        internal Dropout()
            : base("Dropout")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Dropout1d : nn.Module<Tensor, Tensor>
    {
        internal Dropout1d()
            : base("Dropout1d")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Dropout2d : nn.Module<Tensor, Tensor>
    {
        internal Dropout2d()
            : base("Dropout2d")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class AlphaDropout : nn.Module<Tensor, Tensor>
    {
        internal AlphaDropout()
            : base("AlphaDropout")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class BatchNorm1d : nn.Module<Tensor, Tensor>
    {
        internal BatchNorm1d()
            : base("BatchNorm1d")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class BatchNorm2d : nn.Module<Tensor, Tensor>
    {
        internal BatchNorm2d()
            : base("BatchNorm2d")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class LSTM : nn.Module<Tensor, Tensor>
    {
        internal LSTM()
            : base("LSTM")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        public CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean, double label_smoothing = 0)
        {
        }
    }

    public class NLLLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        internal NLLLoss()
        {
        }
    }

    public class BCELoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        internal BCELoss()
        {
        }
    }

    public class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        internal BCEWithLogitsLoss()
        {
        }
    }

    public class MSELoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        internal MSELoss()
        {
        }
    }

    public abstract class DataLoader<T, S> : IEnumerable<S>
    {
        public IEnumerator<S> GetEnumerator() => default!;

        IEnumerator IEnumerable.GetEnumerator() => default!;
    }

    public class DataLoader : DataLoader<Dictionary<string, Tensor>, Dictionary<string, Tensor>>
    {
        public DataLoader(torch.utils.data.Dataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        {
        }

        public DataLoader(torch.utils.data.Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        {
        }
    }
}
