using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>Loops whose parts stand in callbacks, base classes and helpers.</summary>
public sealed class TrainersAcrossTypesTests
{
    [Fact]
    public Task SameSeedInACallbackOfALambda_IsFound() => Verify.Code("TL2030", Snippets.Usings +
        """
        public interface ICallback
        {
            void OnEpochStart(int epoch);
        }

        public sealed class SeedCallback(int seed) : ICallback
        {
            public void OnEpochStart(int epoch) => torch.manual_seed(seed);
        }

        public static class Loop
        {
            public static void Go(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<(Tensor X, Tensor Y)> batches) =>
                Run(model, optimizer, batches, [new SeedCallback(13)]);

            private static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<(Tensor X, Tensor Y)> batches, List<ICallback> callbacks)
            {
                for (var epoch = 0; epoch < 30; epoch++)
                {
                    callbacks.ForEach(callback => [|callback.OnEpochStart(epoch)|]);
                    foreach (var (x, y) in batches)
                    {
                        optimizer.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                        optimizer.step();
                    }
                }
            }
        }
        """);

    [Fact]
    public Task SameSeedInACallbackOfALoop_IsFound() => Verify.Code("TL2030", Snippets.Usings +
        """
        public interface ICallback
        {
            void OnEpochStart(int epoch);
        }

        public sealed class SeedCallback(int seed) : ICallback
        {
            public void OnEpochStart(int epoch) => torch.manual_seed(seed);
        }

        public static class Loop
        {
            public static void Go(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<(Tensor X, Tensor Y)> batches) =>
                Run(model, optimizer, batches, [new SeedCallback(13)]);

            private static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<(Tensor X, Tensor Y)> batches, List<ICallback> callbacks)
            {
                for (var epoch = 0; epoch < 30; epoch++)
                {
                    foreach (var callback in callbacks)
                    {
                        [|callback.OnEpochStart(epoch)|];
                    }

                    foreach (var (x, y) in batches)
                    {
                        optimizer.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                        optimizer.step();
                    }
                }
            }
        }
        """);

    [Fact]
    public Task SeedOfTheEpochInACallbackOfALambda_IsSilent() => Verify.Code("TL2030", Snippets.Usings +
        """
        public interface ICallback
        {
            void OnEpochStart(int epoch);
        }

        public sealed class SeedCallback(int seed) : ICallback
        {
            public void OnEpochStart(int epoch) => torch.manual_seed(seed + epoch);
        }

        public static class Loop
        {
            public static void Go(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<(Tensor X, Tensor Y)> batches) =>
                Run(model, optimizer, batches, [new SeedCallback(13)]);

            private static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<(Tensor X, Tensor Y)> batches, List<ICallback> callbacks)
            {
                for (var epoch = 0; epoch < 30; epoch++)
                {
                    callbacks.ForEach(callback => callback.OnEpochStart(epoch));
                    foreach (var (x, y) in batches)
                    {
                        optimizer.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                        optimizer.step();
                    }
                }
            }
        }
        """);

    [Fact]
    public Task SeedOfTheEpochInACallbackOfALoop_IsSilent() => Verify.Code("TL2030", Snippets.Usings +
        """
        public interface ICallback
        {
            void OnEpochStart(int epoch);
        }

        public sealed class SeedCallback(int seed) : ICallback
        {
            public void OnEpochStart(int epoch) => torch.manual_seed(seed + epoch);
        }

        public static class Loop
        {
            public static void Go(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<(Tensor X, Tensor Y)> batches) =>
                Run(model, optimizer, batches, [new SeedCallback(13)]);

            private static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<(Tensor X, Tensor Y)> batches, List<ICallback> callbacks)
            {
                for (var epoch = 0; epoch < 30; epoch++)
                {
                    foreach (var callback in callbacks)
                    {
                        callback.OnEpochStart(epoch);
                    }

                    foreach (var (x, y) in batches)
                    {
                        optimizer.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                        optimizer.step();
                    }
                }
            }
        }
        """);

    [Fact]
    public Task ZerosAppliedByAnotherType_AreFound() => Verify.Code("TL2053", Snippets.Usings +
        """
        public static class Initializers
        {
            public static void Reset(torch.nn.Module module)
            {
                switch (module)
                {
                    case Linear layer:
                        [|torch.nn.init.zeros_(layer.weight)|];
                        break;
                }
            }
        }

        public sealed class Net : torch.nn.Module<Tensor, Tensor>
        {
            private readonly Linear first = torch.nn.Linear(4, 8), second = torch.nn.Linear(8, 2);

            public Net() : base("net")
            {
                RegisterComponents();
                apply(Initializers.Reset);
            }

            public override Tensor forward(Tensor x) => second.forward(first.forward(x));
        }
        """);

    [Fact]
    public Task ZerosOfAnOnlyLayer_AreSilent() => Verify.Code("TL2053", Snippets.Usings +
        """
        public static class Initializers
        {
            public static void Reset(torch.nn.Module module)
            {
                switch (module)
                {
                    case Linear layer:
                        torch.nn.init.zeros_(layer.weight);
                        break;
                }
            }
        }

        public sealed class Net : torch.nn.Module<Tensor, Tensor>
        {
            private readonly Linear first = torch.nn.Linear(4, 2);

            public Net() : base("net")
            {
                RegisterComponents();
                apply(Initializers.Reset);
            }

            public override Tensor forward(Tensor x) => first.forward(x);
        }
        """);

    [Fact]
    public Task HeirThatNeverSteps_IsFound() => Verify.Code("TL2033", Snippets.Usings +
        """
        public abstract class TrainerBase
        {
            protected torch.optim.Optimizer Optimizer = null!;

            protected abstract Tensor Loss(Tensor x, Tensor y);

            protected virtual void AfterBatch(Tensor loss)
            {
            }

            public void Run(IReadOnlyList<(Tensor X, Tensor Y)> batches)
            {
                foreach (var (x, y) in batches)
                {
                    Optimizer.zero_grad();
                    var loss = Loss(x, y);
                    [|loss.backward()|];
                    AfterBatch(loss);
                }
            }
        }

        public sealed class Trainer : TrainerBase
        {
            private readonly torch.nn.Module<Tensor, Tensor> _model;

            public Trainer(torch.nn.Module<Tensor, Tensor> model)
            {
                _model = model;
                Optimizer = torch.optim.AdamW(model.parameters(), 3e-4);
            }

            protected override Tensor Loss(Tensor x, Tensor y) => torch.nn.functional.mse_loss(_model.forward(x), y);

            protected override void AfterBatch(Tensor loss) => Console.WriteLine(loss.item<float>());
        }
        """);

    [Fact]
    public Task HeirThatSteps_IsSilent() => Verify.Code("TL2033", Snippets.Usings +
        """
        public abstract class TrainerBase
        {
            protected torch.optim.Optimizer Optimizer = null!;

            protected abstract Tensor Loss(Tensor x, Tensor y);

            protected virtual void AfterBatch(Tensor loss)
            {
            }

            public void Run(IReadOnlyList<(Tensor X, Tensor Y)> batches)
            {
                foreach (var (x, y) in batches)
                {
                    Optimizer.zero_grad();
                    var loss = Loss(x, y);
                    loss.backward();
                    AfterBatch(loss);
                }
            }
        }

        public sealed class Trainer : TrainerBase
        {
            private readonly torch.nn.Module<Tensor, Tensor> _model;

            public Trainer(torch.nn.Module<Tensor, Tensor> model)
            {
                _model = model;
                Optimizer = torch.optim.AdamW(model.parameters(), 3e-4);
            }

            protected override Tensor Loss(Tensor x, Tensor y) => torch.nn.functional.mse_loss(_model.forward(x), y);

            protected override void AfterBatch(Tensor loss) => Optimizer.step();
        }
        """);

    [Fact]
    public Task OutputsInAStaticListOfAnotherType_AreFound() => Verify.Code("TL2027", Snippets.Usings +
        """
        public static class MemoryBank
        {
            public static readonly List<Tensor> Keys = new();

            public static void Push(Tensor key) => Keys.Add(key);
        }

        public sealed class Trainer(torch.nn.Module<Tensor, Tensor> encoder, torch.optim.Optimizer optimizer)
        {
            public void Run(IEnumerable<Tensor> views)
            {
                foreach (var view in views)
                {
                    optimizer.zero_grad();
                    var z = torch.nn.functional.normalize(encoder.forward(view));
                    var loss = -z.mm(z.t()).log_softmax(1).diag().mean();
                    loss.backward();
                    optimizer.step();
                    [|MemoryBank.Push(z)|];
                }
            }
        }
        """);

    [Fact]
    public Task DetachedOutputsInAStaticList_AreSilent() => Verify.Code("TL2027", Snippets.Usings +
        """
        public static class MemoryBank
        {
            public static readonly List<Tensor> Keys = new();

            public static void Push(Tensor key) => Keys.Add(key);
        }

        public sealed class Trainer(torch.nn.Module<Tensor, Tensor> encoder, torch.optim.Optimizer optimizer)
        {
            public void Run(IEnumerable<Tensor> views)
            {
                foreach (var view in views)
                {
                    optimizer.zero_grad();
                    var z = torch.nn.functional.normalize(encoder.forward(view));
                    var loss = -z.mm(z.t()).log_softmax(1).diag().mean();
                    loss.backward();
                    optimizer.step();
                    MemoryBank.Push(z.detach());
                }
            }
        }
        """);
}
