using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>A rate that is written in one type and used in another.</summary>
public sealed class ValuesAcrossTypesTests
{
    [Fact]
    public Task ConfigFilledByItsOwner_IsFollowed() => Check(
        """
            public sealed class TrainConfig
            {
                public double Rate { get; set; }
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model)
                {
                    var config = new TrainConfig();
                    config.Rate = [|0.5|];
                    new Trainer(config).For(model);
                }
            }

            public sealed class Trainer(TrainConfig config)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), config.Rate);
            }
            """);

    [Fact]
    public Task ConfigWithAnInitializer_IsFollowed() => Check(
        """
            public sealed class TrainConfig
            {
                public double Rate { get; init; } = 0.001;
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model) => new Trainer(new TrainConfig { Rate = [|0.5|] }).For(model);
            }

            public sealed class Trainer
            {
                private readonly TrainConfig _config;

                public Trainer(TrainConfig config)
                {
                    _config = config;
                }

                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), _config.Rate);
            }
            """);

    [Fact]
    public Task Record_IsFollowed() => Check(
        """
            public sealed record Hyper(double Rate, int Epochs);

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model) => Trainer.Run(model, new Hyper([|0.5|], 10));
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, Hyper hyper) => torch.optim.Adam(model.parameters(), hyper.Rate);
            }
            """);

    [Fact]
    public Task RecordChangedByWith_IsFollowed() => Check(
        """
            public sealed record Hyper(double Rate, int Epochs);

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model)
                {
                    var usual = new Hyper(0.001, 10);
                    Trainer.Run(model, usual with { Rate = [|0.5|] });
                }
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, Hyper hyper) => torch.optim.Adam(model.parameters(), hyper.Rate);
            }
            """);

    [Fact]
    public Task InterfaceWithOneImplementation_IsFollowed() => Check(
        """
            public interface ISettings
            {
                double Rate { get; }
            }

            public sealed class Settings : ISettings
            {
                public double Rate => [|0.5|];
            }

            public sealed class Trainer(ISettings settings)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), settings.Rate);
            }
            """);

    [Fact]
    public Task ArgumentOfAnotherClass_IsFollowed() => Check(
        """
            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model) => Trainer.Run(model, [|0.5|]);
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, double rate) => torch.optim.Adam(model.parameters(), rate);
            }
            """);

    [Fact]
    public Task ArgumentOfAConstructorKeptInAField_IsFollowed() => Check(
        """
            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model) => new Trainer(rate: [|0.5|]).For(model);
            }

            public sealed class Trainer
            {
                private readonly double _rate;

                public Trainer(double rate)
                {
                    _rate = rate;
                }

                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), _rate);
            }
            """);

    [Fact]
    public Task ArgumentOfAPrimaryConstructor_IsFollowed() => Check(
        """
            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model)
                {
                    Trainer trainer = new([|0.5|]);
                    trainer.For(model);
                }
            }

            public sealed class Trainer(double rate)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), rate);
            }
            """);

    [Fact]
    public Task StaticFactory_IsFollowed() => Check(
        """
            public sealed class TrainConfig
            {
                public double Rate { get; init; } = 0.001;

                public static TrainConfig Bold() => new() { Rate = [|0.5|] };
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model)
                {
                    var config = TrainConfig.Bold();
                    return torch.optim.Adam(model.parameters(), config.Rate);
                }
            }
            """);

    [Fact]
    public Task StaticInstance_IsFollowed() => Check(
        """
            public sealed class TrainConfig
            {
                public static readonly TrainConfig Usual = new() { Rate = [|0.5|] };

                public double Rate { get; set; } = 0.001;
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), TrainConfig.Usual.Rate);
            }
            """);

    [Fact]
    public Task FieldOfABaseClass_IsFollowed() => Check(
        """
            public abstract class Experiment
            {
                protected double rate = [|0.5|];
            }

            public sealed class Digits : Experiment
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), rate);
            }
            """);

    [Fact]
    public Task PropertyThatOneClassOverrides_IsFollowed() => Check(
        """
            public abstract class Experiment
            {
                protected abstract double Rate { get; }

                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), Rate);
            }

            public sealed class Digits : Experiment
            {
                protected override double Rate => [|0.5|];
            }
            """);

    [Fact]
    public Task ArgumentOfABaseConstructor_IsFollowed() => Check(
        """
            public abstract class Experiment
            {
                private readonly double _rate;

                protected Experiment(double rate)
                {
                    _rate = rate;
                }

                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), _rate);
            }

            public sealed class Digits : Experiment
            {
                public Digits()
                    : base([|0.5|])
                {
                }
            }
            """);

    [Fact]
    public Task FieldOfAStaticClass_IsFollowed() => Check(
        """
            public static class Defaults
            {
                public static double Rate = [|0.5|];
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), Defaults.Rate);
            }
            """);

    [Fact]
    public Task ConfigWithinAConfig_IsFollowed() => Check(
        """
            public sealed class OptimizerConfig
            {
                public double Rate { get; set; } = 0.001;
            }

            public sealed class TrainConfig
            {
                public OptimizerConfig Optimizer { get; set; } = new();

                public int Epochs { get; set; } = 10;
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model) =>
                    Trainer.Run(model, new TrainConfig { Optimizer = new OptimizerConfig { Rate = [|0.5|] }, Epochs = 20 });
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, TrainConfig config) =>
                    torch.optim.Adam(model.parameters(), config.Optimizer.Rate);
            }
            """);

    [Fact]
    public Task MethodThatReturnsIt_IsFollowed() => Check(
        """
            public static class Schedule
            {
                public static double FirstRate() => [|0.5|];
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), Schedule.FirstRate());
            }
            """);

    [Fact]
    public Task OptionsThatAServiceConfigures_IsFollowed() => Check(
        """
            public interface IOptions<T>
            {
                T Value { get; }
            }

            public sealed class Services
            {
                public void Configure<T>(Action<T> fill)
                {
                }
            }

            public sealed class TrainOptions
            {
                public double Rate { get; set; }
            }

            public static class Program
            {
                public static void Start(Services services) => services.Configure<TrainOptions>(options => options.Rate = [|0.5|]);
            }

            public sealed class Trainer(IOptions<TrainOptions> options)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), options.Value.Rate);
            }
            """);

    [Fact]
    public Task TupleThatAMethodReturns_IsFollowed() => Check(
        """
            public static class Settings
            {
                public static (double Rate, int Epochs) Load() => ([|0.5|], 10);
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model)
                {
                    var (rate, epochs) = Settings.Load();
                    return torch.optim.Adam(model.parameters(), rate);
                }
            }
            """);

    [Fact]
    public Task ArgumentPassedOnTwice_IsFollowed() => Check(
        """
            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model) => Pipeline.Run(model, [|0.5|]);
            }

            public static class Pipeline
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, double rate) => new Trainer().Fit(model, rate);
            }

            public sealed class Trainer
            {
                public torch.optim.Optimizer Fit(torch.nn.Module<Tensor, Tensor> model, double rate) => torch.optim.Adam(model.parameters(), rate);
            }
            """);

    [Fact]
    public Task PropertySetByAConstructor_IsFollowed() => Check(
        """
            public sealed class TrainConfig
            {
                public TrainConfig(double rate)
                {
                    Rate = rate;
                }

                public double Rate { get; }
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model) => Trainer.Run(model, new TrainConfig([|0.5|]));
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, TrainConfig config) => torch.optim.Adam(model.parameters(), config.Rate);
            }
            """);

    [Fact]
    public Task ArgumentOfABaseListsConstructor_IsFollowed() => Check(
        """
            public abstract class Experiment(double rate)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), rate);
            }

            public sealed class Digits() : Experiment([|0.5|]);
            """);

    [Fact]
    public Task WriteThatFollowsTheInitializer_IsFollowed() => Check(
        """
            public sealed class TrainConfig
            {
                public double Rate { get; set; } = 0.001;
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model)
                {
                    var careful = new TrainConfig { Rate = 0.0001 };
                    Console.WriteLine(careful);
                    var config = new TrainConfig { Rate = 0.01 };
                    config.Rate = [|0.5|];
                    new Trainer(config).For(model);
                }
            }

            public sealed class Trainer(TrainConfig config)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), config.Rate);
            }
            """);

    private static Task Check(string code) => Verify.Code("TL0102", Snippets.Usings + code);
}
