using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>A rate of another type that may be this or that: nothing is said of it.</summary>
public sealed class ValuesInDoubtTests
{
    [Fact]
    public Task MethodHandedOn_IsSilent() => Check(
        """
            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model, Action<Func<torch.nn.Module<Tensor, Tensor>, double, torch.optim.Optimizer>> use)
                {
                    Trainer.Run(model, 0.5);
                    use(Trainer.Run);
                }
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, double rate) => torch.optim.Adam(model.parameters(), rate);
            }
            """);

    [Fact]
    public Task DefaultThatAnotherTypeReplaces_IsSilent() => Check(
        """
            public sealed class TrainConfig
            {
                public double Rate { get; set; } = 0.5;
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model)
                {
                    var config = new TrainConfig();
                    config.Rate = 0.001;
                    new Trainer(config).For(model);
                }
            }

            public sealed class Trainer(TrainConfig config)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), config.Rate);
            }
            """);

    [Fact]
    public Task DefaultThatAnInitializerReplaces_IsSilent() => Check(
        """
            public sealed class TrainConfig
            {
                public double Rate { get; set; } = 0.5;
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model) => new Trainer(new TrainConfig { Rate = 0.001 }).For(model);
            }

            public sealed class Trainer(TrainConfig config)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), config.Rate);
            }
            """);

    [Fact]
    public Task ConfigThatMayComeFromAFile_IsSilent() => Check(
        """
            public sealed class TrainConfig
            {
                public double Rate { get; set; } = 0.001;
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model, string text)
                {
                    var config = System.Text.Json.JsonSerializer.Deserialize<TrainConfig>(text) ?? new TrainConfig { Rate = 0.5 };
                    new Trainer(config).For(model);
                }
            }

            public sealed class Trainer(TrainConfig config)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), config.Rate);
            }
            """);

    [Fact]
    public Task ConfigWrittenUnderACondition_IsSilent() => Check(
        """
            public sealed class TrainConfig
            {
                public double Rate { get; set; } = 0.001;
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model, bool isTrial)
                {
                    var config = new TrainConfig();
                    if (isTrial)
                    {
                        config.Rate = 0.5;
                    }

                    new Trainer(config).For(model);
                }
            }

            public sealed class Trainer(TrainConfig config)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), config.Rate);
            }
            """);

    [Fact]
    public Task TwoImplementations_IsSilent() => Check(
        """
            public interface ISettings
            {
                double Rate { get; }
            }

            public sealed class Settings : ISettings
            {
                public double Rate => 0.5;
            }

            public sealed class CarefulSettings : ISettings
            {
                public double Rate => 0.001;
            }

            public sealed class Trainer(ISettings settings)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), settings.Rate);
            }
            """);

    [Fact]
    public Task PropertyOverriddenTwice_IsSilent() => Check(
        """
            public abstract class Experiment
            {
                protected virtual double Rate => 0.5;

                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), Rate);
            }

            public sealed class Digits : Experiment
            {
                protected override double Rate => 0.001;
            }
            """);

    [Fact]
    public Task FieldOfABaseClassThatADerivedOneReplaces_IsSilent() => Check(
        """
            public abstract class Experiment
            {
                protected double rate = 0.5;
            }

            public sealed class Digits : Experiment
            {
                public Digits()
                {
                    rate = 0.001;
                }
            }

            public sealed class Letters : Experiment
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), rate);
            }
            """);

    [Fact]
    public Task FieldOfAStaticClassThatSomebodyWrites_IsSilent() => Check(
        """
            public static class Defaults
            {
                public static double Rate = 0.5;
            }

            public static class Program
            {
                public static void Start(string[] arguments) => Defaults.Rate = double.Parse(arguments[0]);
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), Defaults.Rate);
            }
            """);

    [Fact]
    public Task AnotherConfigOfTheSameType_IsSilent() => Check(
        """
            public sealed record Hyper(double Rate);

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model)
                {
                    var bold = new Hyper(0.5);
                    Console.WriteLine(bold);
                    Trainer.Run(model, new Hyper(0.001));
                }
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, Hyper hyper) => torch.optim.Adam(model.parameters(), hyper.Rate);
            }
            """);

    [Fact]
    public Task MethodWithTwoReturns_IsSilent() => Check(
        """
            public static class Schedule
            {
                public static double FirstRate(bool isTrial)
                {
                    if (isTrial)
                    {
                        return 0.5;
                    }

                    return 0.001;
                }
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, bool isTrial) => torch.optim.Adam(model.parameters(), Schedule.FirstRate(isTrial));
            }
            """);

    [Fact]
    public Task RecordChangedAfterwards_IsSilent() => Check(
        """
            public sealed record Hyper
            {
                public double Rate { get; set; }
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model)
                {
                    var hyper = new Hyper { Rate = 0.5 };
                    hyper.Rate = 0.001;
                    Trainer.Run(model, hyper);
                }
            }

            public static class Trainer
            {
                public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, Hyper hyper) => torch.optim.Adam(model.parameters(), hyper.Rate);
            }
            """);

    [Fact]
    public Task ConfigFilledOutOfSight_IsSilent() => Check(
        """
            public sealed class TrainConfig
            {
                public double Rate { get; set; } = 0.5;
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model, System.Reflection.MemberInfo[] members, object[] values)
                {
                    var config = new TrainConfig();
                    System.Runtime.Serialization.FormatterServices.PopulateObjectMembers(config, members, values);
                    new Trainer(config).For(model);
                }
            }

            public sealed class Trainer(TrainConfig config)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), config.Rate);
            }
            """);

    [Fact]
    public Task RateThatOnlyAMethodNobodyCallsWrites_IsSilent() => Check(
        """
            public sealed class TrainConfig
            {
                public double Rate { get; set; } = 0.001;

                public void UseBoldRate() => Rate = 0.5;
            }

            public static class Program
            {
                public static void Start(torch.nn.Module<Tensor, Tensor> model) => new Trainer(new TrainConfig()).For(model);
            }

            public sealed class Trainer(TrainConfig config)
            {
                public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), config.Rate);
            }
            """);

    private static Task Check(string code) => Verify.Code("TL0102", Snippets.Usings + code);
}
