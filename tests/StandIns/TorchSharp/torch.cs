using System;
using System.Collections.Generic;
using TorchSharp.Modules;

#pragma warning disable IDE1006 // The names are TorchSharp's.
namespace TorchSharp;

public enum DeviceType
{
    CPU,
    CUDA,
}

public static partial class torch
{
    public static readonly Device CPU = default!;

    public static Device CUDA { get; } = default!;

    public enum ScalarType
    {
        Float32,
        Float16,
        Int32,
        Int64,
    }

    public class Device;

    public static Device device(string description) => default!;

    public class Generator
    {
        public Generator(ulong seed = 0, Device? device = null)
        {
        }

        public Generator manual_seed(long seed) => this;
    }

    public class Tensor : IDisposable
    {
        public Tensor? grad { get; set; }

        public bool requires_grad { get; set; }

        public static implicit operator Tensor(float value) => default!;

        public static Tensor operator +(Tensor left, Tensor right) => default!;

        public static Tensor operator -(Tensor left, Tensor right) => default!;

        public static Tensor operator *(Tensor left, Tensor right) => default!;

        public static Tensor operator /(Tensor left, Tensor right) => default!;

        public void backward()
        {
        }

        public T item<T>()
            where T : unmanaged => default;

        public Tensor to(Device device) => this;

        public Tensor to(ScalarType type) => this;

        public Tensor softmax(long dim) => default!;

        public Tensor log_softmax(long dim) => default!;

        public Tensor sigmoid() => default!;

        public Tensor relu() => default!;

        public Tensor squeeze(long dim) => default!;

        public Tensor view(params long[] shape) => default!;

        public Tensor argmax(long dim) => default!;

        public Tensor eq(Tensor other) => default!;

        public Tensor sum() => default!;

        public Tensor mean() => default!;

        public Tensor zero_() => this;

        public Tensor detach() => this;

        public Tensor clone() => this;

        public Tensor MoveToOuterDisposeScope() => this;

        public void Dispose()
        {
        }
    }

    public static Generator manual_seed(long seed) => default!;

    public static IDisposable no_grad() => default!;

    public static IDisposable inference_mode(bool mode = true) => default!;

    public static IDisposable enable_grad(bool enabled = true) => default!;

    public static IDisposable set_grad_enabled(bool mode = true) => default!;

    public static IDisposable NewDisposeScope() => default!;

    public static Tensor tensor(IList<int> rawArray) => default!;

    public static Tensor tensor(IList<float> rawArray) => default!;

    public static Tensor randn(long size, Generator? generator = null) => default!;

    public static Tensor randn(long size0, long size1, Generator? generator = null) => default!;

    public static Tensor zeros(long size) => default!;

    public static Tensor softmax(Tensor input, long dim) => default!;

    public static Tensor sigmoid(Tensor input) => default!;

    public static void set_rng_state(Tensor new_state)
    {
    }

    public static class random
    {
        public static Generator manual_seed(long seed) => default!;
    }

    public static class cuda
    {
        public static bool is_available() => false;

        public static void manual_seed(long seed)
        {
        }

        public static void manual_seed_all(long seed)
        {
        }
    }

    public static class autograd
    {
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null)
        {
        }

        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs) => default!;
    }

    public static partial class nn
    {
        public enum Reduction
        {
            None,
            Mean,
            Sum,
        }

        public interface IModule<T, TResult>
        {
            TResult call(T input);
        }

        public class Module : IDisposable
        {
            protected Module(string name)
            {
            }

            public bool training { get; }

            public virtual void train(bool train = true)
            {
            }

            public virtual void eval()
            {
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => default!;

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) => default!;

            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null) =>
                default!;

            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source,
                bool strict = true, IList<string>? skip = null) => default;

            public virtual Module load(string location, bool strict = true, IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null) => this;

            public Module save(string location, IList<string>? skip = null) => this;

            public virtual void register_module(string name, Module submodule)
            {
            }

            public void Dispose()
            {
            }

            protected virtual void RegisterComponents()
            {
            }
        }

        public abstract class Module<T, TResult> : Module, IModule<T, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T input);

            public TResult call(T input) => default!;
        }

        public abstract class Module<T1, T2, TResult> : Module
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2);

            public TResult call(T1 input1, T2 input2) => default!;
        }

        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => default!;

        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => default!;

        public static ModuleList<T> ModuleList<T>(params T[] modules)
            where T : Module => default!;

        public static Parameter Parameter(Tensor data, bool requires_grad = true) => default!;

        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null,
            ScalarType? dtype = null) => default!;

        public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0) => default!;

        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0) => default!;

        public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null) => default!;

        public static Flatten Flatten(long startDim = 1, long endDim = -1) => default!;

        public static ReLU ReLU(bool inplace = false) => default!;

        public static Tanh Tanh() => default!;

        public static Sigmoid Sigmoid(bool inplace = false) => default!;

        public static Softmax Softmax(long dim) => default!;

        public static LogSoftmax LogSoftmax(long dim) => default!;

        public static Dropout Dropout(double p = 0.5, bool inplace = false) => default!;

        public static Dropout1d Dropout1d(double p = 0.5, bool inplace = false) => default!;

        public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => default!;

        public static AlphaDropout AlphaDropout(double p = 0.5, bool inplace = false) => default!;

        public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true,
            bool track_running_stats = true) => default!;

        public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true,
            bool track_running_stats = true) => default!;

        public static LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false,
            double dropout = 0.0, bool bidirectional = false) => default!;

        public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null,
            Reduction reduction = Reduction.Mean) => default!;

        public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => default!;

        public static BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => default!;

        public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean,
            Tensor? pos_weights = null) => default!;

        public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => default!;

        public static class functional
        {
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100,
                Reduction reduction = Reduction.Mean, double label_smoothing = 0) => default!;

            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                default!;

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => default!;

            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null,
                Reduction reduction = Reduction.Mean) => default!;

            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null,
                Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) => default!;

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => default!;

            public static Tensor log_softmax(Tensor x, long dim) => default!;

            public static Tensor sigmoid(Tensor x) => default!;

            public static Tensor relu(Tensor x, bool inplace = false) => default!;

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => default!;
        }

        public static class utils
        {
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2) => default;

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
            }
        }

        public static class init
        {
            public static Tensor constant_(Tensor tensor, double val) => tensor;
        }
    }

    public static class utils
    {
        public static class data
        {
            public abstract class Dataset
            {
                public abstract long Count { get; }
            }

            public static DataLoader DataLoader(Dataset dataset, int batchSize, bool shuffle = false, Device? device = null,
                int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true) =>
                default!;

            public static DataLoader DataLoader(Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null,
                int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true) => default!;
        }
    }
}
