using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>Values that depend on the caller, the object, the element or the branch: each way that is taken is judged.</summary>
public sealed class SeveralWaysTests
{
    [Fact]
    public Task EachOfTwoCallers_IsJudged() => Verify.Code("TL0102", Snippets.Usings +
        """
        public static class Program
        {
            public static void Start(torch.nn.Module<Tensor, Tensor> model)
            {
                Trainer.Run(model, [|0.5|]);
                Trainer.Run(model, 0.001);
            }
        }

        public static class Trainer
        {
            public static torch.optim.Optimizer Run(torch.nn.Module<Tensor, Tensor> model, double rate) =>
                torch.optim.Adam(model.parameters(), rate);
        }
        """);

    [Fact]
    public Task EachHeir_IsJudged() => Verify.Code("TL0102", Snippets.Usings +
        """
        public abstract class Experiment(double rate)
        {
            public torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), rate);
        }

        public sealed class Digits() : Experiment([|0.5|]);

        public sealed class Letters() : Experiment(0.001);
        """);

    [Fact]
    public Task WhatAnObjectIsNotAskedFor_IsSilent() => Verify.Code("TL0102", Snippets.Usings +
        """
        public sealed class Opt(double rate)
        {
            public torch.optim.Optimizer Sgd(torch.nn.Module<Tensor, Tensor> model) =>
                torch.optim.SGD(model.parameters(), rate, momentum: 0.9);
            public torch.optim.Optimizer Adam(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), rate);
        }

        public static class Program
        {
            public static object[] Start(torch.nn.Module<Tensor, Tensor> model) => [new Opt(0.5).Sgd(model), new Opt(3e-4).Adam(model)];
        }
        """);

    [Fact]
    public Task EachElementOfAList_IsJudged() => Verify.Code("TL0601", Snippets.Usings +
        """
        public sealed record Block(int Width, double Dropout);

        public static class Layers
        {
            private static readonly Block[] Blocks = [new(64, 0.2), new(32, [|1.2|])];

            public static IEnumerable<object> All()
            {
                foreach (var block in Blocks)
                {
                    yield return torch.nn.Dropout(block.Dropout);
                }
            }
        }
        """);

    [Theory]
    [InlineData("new OptionsBuilder().WithRate([|0.5|]).WithDecay(0.1).Build()")]
    [InlineData("new OptionsBuilder().WithRate(0.001).WithDecay(0.1).Build()")]
    [InlineData("new OptionsBuilder().WithRate(0.5).WithRate(0.001).Build()")]
    [InlineData("new OptionsBuilder().Build()")]
    public Task Builder_IsFollowed(string built) => Verify.Code("TL0102", Snippets.Usings +
        $$"""
        public sealed record Settings(double Rate, double Decay);

        public sealed class OptionsBuilder
        {
            private double _rate = 1e-3, _decay;

            public OptionsBuilder WithRate(double rate) { _rate = rate; return this; }

            public OptionsBuilder WithDecay(double decay)
            {
                _decay = decay;
                return this;
            }

            public Settings Build() => new(_rate, _decay);
        }

        public static class Program
        {
            public static torch.optim.Optimizer Start(torch.nn.Module<Tensor, Tensor> model)
            {
                var settings = {{built}};
                return torch.optim.AdamW(model.parameters(), settings.Rate, weight_decay: settings.Decay);
            }
        }
        """);

    [Theory]
    [InlineData("\"large\"", "[|0.5|]")]
    [InlineData("\"small\"", "0.5")]
    [InlineData("Environment.MachineName", "0.5")]
    public Task SwitchByName_IsFollowed(string name, string large) => Verify.Code("TL0102", Snippets.Usings +
        $$"""
        public static class Presets
        {
            public static double Rate(string name)
            {
                switch (name.ToLowerInvariant())
                {
                    case "large": return {{large}};
                    case "small": return 0.001;
                    default: throw new ArgumentException(name);
                }
            }
        }

        public static class Program
        {
            public static torch.optim.Optimizer Start(torch.nn.Module<Tensor, Tensor> model) =>
                torch.optim.Adam(model.parameters(), Presets.Rate({{name}}));
        }
        """);

    [Theory]
    [InlineData("settings.TryGetValue(\"rate\", out var rate) ? rate : 0.001")]
    [InlineData("settings.ContainsKey(\"rate\") ? settings[\"rate\"] : 0.001")]
    [InlineData("settings.GetValueOrDefault(\"rate\", 0.001)")]
    public Task EntryOfADictionaryThatAMethodMakes_IsFollowed(string rate) => Verify.Code("TL0102", Snippets.Usings +
        $$"""
        public static class Program
        {
            private static Dictionary<string, double> Load() => new() { ["rate"] = [|0.5|], ["decay"] = 0.1 };

            public static torch.optim.Optimizer Start(torch.nn.Module<Tensor, Tensor> model)
            {
                var settings = Load();
                return torch.optim.Adam(model.parameters(), {{rate}});
            }
        }
        """);

    [Theory]
    [InlineData("double.TryParse(Environment.GetEnvironmentVariable(\"RATE\"), out var rate) ? rate : [|0.5|]")]
    [InlineData("double.TryParse(Environment.GetEnvironmentVariable(\"RATE\"), out var rate) ? rate : 0.001")]
    [InlineData("double.Parse(Environment.GetEnvironmentVariable(\"RATE\") ?? [|\"0.5\"|])")]
    public Task DefaultOfTheEnvironment_IsFollowed(string rate) => Verify.Code("TL0102", Snippets.Usings +
        $$"""
        public static class Program
        {
            public static torch.optim.Optimizer Start(torch.nn.Module<Tensor, Tensor> model) =>
                torch.optim.Adam(model.parameters(), {{rate}});
        }
        """);

    [Theory]
    [InlineData("[|0.5|]")]
    [InlineData("0.001")]
    public Task DefaultThatOnlyTheCommandLineReplaces_IsFollowed(string rate) => Verify.Code("TL0102", Snippets.Usings +
        $$"""
        public sealed class Arguments
        {
            public double Rate { get; private set; } = {{rate}};

            public static Arguments Parse(string[] args)
            {
                var parsed = new Arguments();
                for (var i = 0; i + 1 < args.Length; i += 2)
                {
                    if (args[i] == "--rate")
                    {
                        parsed.Rate = double.Parse(args[i + 1]);
                    }
                }

                return parsed;
            }
        }

        public static class Program
        {
            public static torch.optim.Optimizer Start(torch.nn.Module<Tensor, Tensor> model, string[] args) =>
                torch.optim.Adam(model.parameters(), Arguments.Parse(args).Rate);
        }
        """);

    [Theory]
    [InlineData("true", "0.5")]
    [InlineData("false", "[|0.5|]")]
    public Task BranchOfAKnownFlag_IsFollowed(string isSlow, string rate) => Verify.Code("TL0102", Snippets.Usings +
        $$"""
        public sealed record Flags(bool IsSlow = false);

        public static class Program
        {
            private static torch.optim.Optimizer Make(torch.nn.Module<Tensor, Tensor> model, Flags flags)
            {
                var rate = {{rate}};
                if (flags.IsSlow)
                {
                    rate = 0.001;
                }

                return torch.optim.Adam(model.parameters(), rate);
            }

            public static torch.optim.Optimizer Start(torch.nn.Module<Tensor, Tensor> model) => Make(model, new Flags(IsSlow: {{isSlow}}));
        }
        """);
}
