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
    public interface IParameterLessModule;

    public abstract class ParameterLessModule<T1, TResult>(string name) : nn.Module<T1, TResult>(name), IParameterLessModule;

    public class Parameter : Tensor;

    public class Sequential : nn.Module<Tensor, Tensor>
    {
        public Sequential()
            : base("Sequential")
        {
        }

        public Sequential append(string name, nn.IModule<Tensor, Tensor> module) => this;

        public Sequential append(nn.IModule<Tensor, Tensor> module) => this;

        public override Tensor forward(Tensor input) => default!;
    }

    public class ModuleList<T> : nn.Module, IList<T>
        where T : nn.Module
    {
        public ModuleList(params T[] modules)
            : base("ModuleList")
        {
        }

        public int Count => 0;

        public bool IsReadOnly => false;

        public T this[int index]
        {
            get => default!;
            set
            {
            }
        }

        public void Add(T item)
        {
        }

        public void Insert(int index, T item)
        {
        }

        public bool Remove(T item) => false;

        public void RemoveAt(int index)
        {
        }

        public void Clear()
        {
        }

        public bool Contains(T item) => false;

        public int IndexOf(T item) => -1;

        public void CopyTo(T[] array, int arrayIndex)
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

    public class MaxPool2d : ParameterLessModule<Tensor, Tensor>
    {
        internal MaxPool2d()
            : base("MaxPool2d")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Flatten : ParameterLessModule<Tensor, Tensor>
    {
        internal Flatten()
            : base("Flatten")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class ReLU : ParameterLessModule<Tensor, Tensor>
    {
        internal ReLU()
            : base("ReLU")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Tanh : ParameterLessModule<Tensor, Tensor>
    {
        internal Tanh()
            : base("Tanh")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Sigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal Sigmoid()
            : base("Sigmoid")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Softmax : ParameterLessModule<Tensor, Tensor>
    {
        internal Softmax()
            : base("Softmax")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class LogSoftmax : ParameterLessModule<Tensor, Tensor>
    {
        internal LogSoftmax()
            : base("LogSoftmax")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Dropout : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout()
            : base("Dropout")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Dropout1d : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout1d()
            : base("Dropout1d")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class Dropout2d : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout2d()
            : base("Dropout2d")
        {
        }

        public override Tensor forward(Tensor input) => default!;
    }

    public class AlphaDropout : ParameterLessModule<Tensor, Tensor>
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
        public CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean,
            double label_smoothing = 0)
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

    public class MSELoss : Loss<Tensor, Tensor, Tensor>
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
        public DataLoader(torch.utils.data.Dataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null,
            int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        {
        }

        public DataLoader(torch.utils.data.Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null,
            int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        {
        }
    }
}
