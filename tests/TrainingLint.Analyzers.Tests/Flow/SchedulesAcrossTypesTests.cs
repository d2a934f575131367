using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>Schedulers that one type or method makes and another steps.</summary>
public sealed class SchedulesAcrossTypesTests
{
    [Fact]
    public Task PlateauOfAnotherTypesState_IsFound() => Verify.Code("TL2009", Snippets.Usings +
        """
        public sealed class TrainState
        {
            public required torch.optim.lr_scheduler.LRScheduler Scheduler { get; init; }

            public static TrainState Create(torch.nn.Module<Tensor, Tensor> model) =>
                new() { Scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(torch.optim.Adam(model.parameters(), 1e-3)) };
        }

        public static class Loop
        {
            public static void Run(torch.nn.Module<Tensor, Tensor> model, double loss)
            {
                var state = TrainState.Create(model);
                [|state.Scheduler.step()|];
            }
        }
        """);

    [Fact]
    public Task PlateauWithItsValue_IsSilent() => Verify.Code("TL2009", Snippets.Usings +
        """
        public sealed class TrainState
        {
            public required torch.optim.lr_scheduler.LRScheduler Scheduler { get; init; }

            public static TrainState Create(torch.nn.Module<Tensor, Tensor> model) =>
                new() { Scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(torch.optim.Adam(model.parameters(), 1e-3)) };
        }

        public static class Loop
        {
            public static void Run(torch.nn.Module<Tensor, Tensor> model, double loss)
            {
                var state = TrainState.Create(model);
                state.Scheduler.step(loss);
            }
        }
        """);

    [Fact]
    public Task CyclicMomentumOfAFactory_IsFound() => Verify.Code("TL2010", Snippets.Usings +
        """
        public static class Factory
        {
            public static torch.optim.Optimizer Optimizer(torch.nn.Module model, double rate) => torch.optim.AdamW(model.parameters(), rate);

            public static torch.optim.lr_scheduler.LRScheduler Scheduler(torch.optim.Optimizer optimizer) => [|torch.optim.lr_scheduler.CyclicLR(optimizer, 1e-5, 1e-3)|];
        }

        public sealed class Trainer(torch.nn.Module<Tensor, Tensor> model)
        {
            public torch.optim.lr_scheduler.LRScheduler Start()
            {
                var made = Factory.Optimizer(model, 1e-3);
                return Factory.Scheduler(made);
            }
        }
        """);

    [Fact]
    public Task CyclicMomentumOfSgd_IsSilent() => Verify.Code("TL2010", Snippets.Usings +
        """
        public static class Factory
        {
            public static torch.optim.Optimizer Optimizer(torch.nn.Module model, double rate) => torch.optim.SGD(model.parameters(), rate);

            public static torch.optim.lr_scheduler.LRScheduler Scheduler(torch.optim.Optimizer optimizer) => torch.optim.lr_scheduler.CyclicLR(optimizer, 1e-5, 1e-3);
        }

        public sealed class Trainer(torch.nn.Module<Tensor, Tensor> model)
        {
            public torch.optim.lr_scheduler.LRScheduler Start()
            {
                var made = Factory.Optimizer(model, 1e-3);
                return Factory.Scheduler(made);
            }
        }
        """);

    [Fact]
    public Task EpochScheduleSteppedInAMethodOfTheBatch_IsFound() => Verify.Code("TL2032", Snippets.Usings +
        """
        public sealed class Trainer
        {
            private readonly int _epochs;
            private readonly torch.nn.Module<Tensor, Tensor> _model;
            private readonly torch.optim.Optimizer _optimizer;
            private readonly torch.optim.lr_scheduler.LRScheduler _scheduler;

            public Trainer(torch.nn.Module<Tensor, Tensor> model, int epochs)
            {
                (_model, _epochs) = (model, epochs);
                _optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum: 0.9);
                _scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(_optimizer, T_max: _epochs);
            }

            public void Fit(IEnumerable<(Tensor X, Tensor Y)> batches, bool last)
            {
                for (var epoch = 0; epoch < _epochs; epoch++)
                {
                    foreach (var (x, y) in batches)
                    {
                        TrainOn(x, y, last);
                    }

                    
                }
            }

            private void TrainOn(Tensor x, Tensor y, bool last)
            {
                _optimizer.zero_grad();
                torch.nn.functional.mse_loss(_model.forward(x), y).backward();
                _optimizer.step();
                [|_scheduler.step()|];
            }
        }
        """);

    [Fact]
    public Task EpochScheduleSteppedInAMethodNowAndThen_IsSilent() => Verify.Code("TL2032", Snippets.Usings +
        """
        public sealed class Trainer
        {
            private readonly int _epochs;
            private readonly torch.nn.Module<Tensor, Tensor> _model;
            private readonly torch.optim.Optimizer _optimizer;
            private readonly torch.optim.lr_scheduler.LRScheduler _scheduler;

            public Trainer(torch.nn.Module<Tensor, Tensor> model, int epochs)
            {
                (_model, _epochs) = (model, epochs);
                _optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum: 0.9);
                _scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(_optimizer, T_max: _epochs);
            }

            public void Fit(IEnumerable<(Tensor X, Tensor Y)> batches, bool last)
            {
                for (var epoch = 0; epoch < _epochs; epoch++)
                {
                    foreach (var (x, y) in batches)
                    {
                        TrainOn(x, y, last);
                    }

                    
                }
            }

            private void TrainOn(Tensor x, Tensor y, bool last)
            {
                _optimizer.zero_grad();
                torch.nn.functional.mse_loss(_model.forward(x), y).backward();
                _optimizer.step();
                if (last)
                {
                    _scheduler.step();
                }
            }
        }
        """);

    [Fact]
    public Task EpochScheduleSteppedAfterTheBatches_IsSilent() => Verify.Code("TL2032", Snippets.Usings +
        """
        public sealed class Trainer
        {
            private readonly int _epochs;
            private readonly torch.nn.Module<Tensor, Tensor> _model;
            private readonly torch.optim.Optimizer _optimizer;
            private readonly torch.optim.lr_scheduler.LRScheduler _scheduler;

            public Trainer(torch.nn.Module<Tensor, Tensor> model, int epochs)
            {
                (_model, _epochs) = (model, epochs);
                _optimizer = torch.optim.SGD(model.parameters(), 0.05, momentum: 0.9);
                _scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(_optimizer, T_max: _epochs);
            }

            public void Fit(IEnumerable<(Tensor X, Tensor Y)> batches, bool last)
            {
                for (var epoch = 0; epoch < _epochs; epoch++)
                {
                    foreach (var (x, y) in batches)
                    {
                        TrainOn(x, y, last);
                    }

                    _scheduler.step();
                }
            }

            private void TrainOn(Tensor x, Tensor y, bool last)
            {
                _optimizer.zero_grad();
                torch.nn.functional.mse_loss(_model.forward(x), y).backward();
                _optimizer.step();
                
            }
        }
        """);

    [Fact]
    public Task SchedulerOfARecordAndForgotten_IsFound() => Verify.Code("TL2002", Snippets.Usings +
        """
        public record Parts(torch.optim.Optimizer Optimizer, torch.optim.lr_scheduler.LRScheduler Scheduler);

        public static class Pipeline
        {
            public static Parts Assemble(torch.nn.Module model)
            {
                var optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
                var scheduler = [|torch.optim.lr_scheduler.StepLR(optimizer, 30)|];
                return new Parts(optimizer, scheduler);
            }

            public static void Fit(torch.nn.Module<Tensor, Tensor> model, IReadOnlyList<(Tensor X, Tensor Y)> batches)
            {
                var parts = Assemble(model);
                for (var epoch = 0; epoch < 90; epoch++)
                {
                    foreach (var (x, y) in batches)
                    {
                        parts.Optimizer.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                        parts.Optimizer.step();
                    }

                    
                }
            }
        }
        """);

    [Fact]
    public Task SchedulerOfATupleAndForgotten_IsFound() => Verify.Code("TL2002", Snippets.Usings +
        """
        public static class Pipeline
        {
            public static (torch.optim.Optimizer Optimizer, torch.optim.lr_scheduler.LRScheduler Scheduler) Assemble(torch.nn.Module model)
            {
                var optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
                var scheduler = [|torch.optim.lr_scheduler.StepLR(optimizer, 30)|];
                return (optimizer, scheduler);
            }

            public static void Fit(torch.nn.Module<Tensor, Tensor> model, IReadOnlyList<(Tensor X, Tensor Y)> batches)
            {
                var parts = Assemble(model);
                for (var epoch = 0; epoch < 90; epoch++)
                {
                    foreach (var (x, y) in batches)
                    {
                        parts.Optimizer.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                        parts.Optimizer.step();
                    }

                    
                }
            }
        }
        """);

    [Fact]
    public Task SchedulerOfARecordAndStepped_IsSilent() => Verify.Code("TL2002", Snippets.Usings +
        """
        public record Parts(torch.optim.Optimizer Optimizer, torch.optim.lr_scheduler.LRScheduler Scheduler);

        public static class Pipeline
        {
            public static Parts Assemble(torch.nn.Module model)
            {
                var optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
                var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 30);
                return new Parts(optimizer, scheduler);
            }

            public static void Fit(torch.nn.Module<Tensor, Tensor> model, IReadOnlyList<(Tensor X, Tensor Y)> batches)
            {
                var parts = Assemble(model);
                for (var epoch = 0; epoch < 90; epoch++)
                {
                    foreach (var (x, y) in batches)
                    {
                        parts.Optimizer.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                        parts.Optimizer.step();
                    }

                    parts.Scheduler.step();
                }
            }
        }
        """);

    [Fact]
    public Task SchedulerOfATupleAndStepped_IsSilent() => Verify.Code("TL2002", Snippets.Usings +
        """
        public static class Pipeline
        {
            public static (torch.optim.Optimizer Optimizer, torch.optim.lr_scheduler.LRScheduler Scheduler) Assemble(torch.nn.Module model)
            {
                var optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
                var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 30);
                return (optimizer, scheduler);
            }

            public static void Fit(torch.nn.Module<Tensor, Tensor> model, IReadOnlyList<(Tensor X, Tensor Y)> batches)
            {
                var parts = Assemble(model);
                for (var epoch = 0; epoch < 90; epoch++)
                {
                    foreach (var (x, y) in batches)
                    {
                        parts.Optimizer.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                        parts.Optimizer.step();
                    }

                    parts.Scheduler.step();
                }
            }
        }
        """);
}
