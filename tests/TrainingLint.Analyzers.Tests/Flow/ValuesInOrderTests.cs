using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>A rate that is written over, chosen by a constant, or kept in a dictionary.</summary>
public sealed class ValuesInOrderTests
{
    [Fact]
    public Task LastAssignmentBeforeTheUse_IsFollowed() => Verify.Code("TL0102", Snippets.Usings +
        """
        public static class Trainer
        {
            public static torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model)
            {
                var rate = 0.001;
                Console.WriteLine(rate);
                rate = [|0.5|];
                return torch.optim.Adam(model.parameters(), rate);
            }
        }
        """);

    [Fact]
    public Task AssignmentBehindACondition_IsSilent() => Verify.Code("TL0102", Snippets.Usings +
        """
        public static class Trainer
        {
            public static torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model)
            {
                var rate = 0.001;
                if (model.training)
                {
                    rate = 0.5;
                }

                return torch.optim.Adam(model.parameters(), rate);
            }
        }
        """);

    [Fact]
    public Task AssignmentInALoop_IsSilent() => Verify.Code("TL0102", Snippets.Usings +
        """
        public static class Trainer
        {
            public static torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model)
            {
                var rate = 0.001;
                foreach (var part in model.children())
                {
                    rate = 0.5;
                }

                return torch.optim.Adam(model.parameters(), rate);
            }
        }
        """);

    [Fact]
    public Task UseInALambda_IsSilent() => Verify.Code("TL0102", Snippets.Usings +
        """
        public static class Trainer
        {
            public static Func<torch.optim.Optimizer> For(torch.nn.Module<Tensor, Tensor> model)
            {
                var rate = 0.5;
                Func<torch.optim.Optimizer> make = () => torch.optim.Adam(model.parameters(), rate);
                rate = 0.001;
                return make;
            }
        }
        """);

    [Fact]
    public Task EntryOfADictionary_IsFollowed() => Verify.Code("TL0102", Snippets.Usings +
        """
        public static class Settings
        {
            public static readonly Dictionary<string, double> Values = new() { ["lr"] = [|0.5|], ["decay"] = 0.01 };
        }

        public static class Trainer
        {
            public static torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model)
            {
                
                return torch.optim.Adam(model.parameters(), Settings.Values["lr"]);
            }

            private static void Override(Dictionary<string, double> values) => values["lr"] = 0.001;
        }
        """);

    [Fact]
    public Task EntryThatIsWrittenLater_IsSilent() => Verify.Code("TL0102", Snippets.Usings +
        """
        public static class Settings
        {
            public static readonly Dictionary<string, double> Values = new() { ["lr"] = 0.5, ["decay"] = 0.01 };
        }

        public static class Trainer
        {
            public static torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model)
            {
                Settings.Values["lr"] = 0.001;
                return torch.optim.Adam(model.parameters(), Settings.Values["lr"]);
            }

            private static void Override(Dictionary<string, double> values) => values["lr"] = 0.001;
        }
        """);

    [Fact]
    public Task DictionaryThatIsHandedOn_IsSilent() => Verify.Code("TL0102", Snippets.Usings +
        """
        public static class Settings
        {
            public static readonly Dictionary<string, double> Values = new() { ["lr"] = 0.5, ["decay"] = 0.01 };
        }

        public static class Trainer
        {
            public static torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model)
            {
                Override(Settings.Values);
                return torch.optim.Adam(model.parameters(), Settings.Values["lr"]);
            }

            private static void Override(Dictionary<string, double> values) => values["lr"] = 0.001;
        }
        """);

    [Fact]
    public Task ArmThatACallAsksFor_IsFollowed() => Verify.Code("TL0102", Snippets.Usings +
        """
        public enum Kind
        {
            Fast,
            Slow,
        }

        public static class Rates
        {
            public static double Of(Kind kind) => kind switch
            {
                Kind.Fast => [|0.5|],
                _ => 0.001,
            };
        }

        public static class Trainer
        {
            public static torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model, Kind kind) => torch.optim.Adam(model.parameters(), Rates.Of(Kind.Fast));

            public static double Other => Rates.Of(Kind.Slow) + Rates.Of(Kind.Fast);
        }
        """);

    [Fact]
    public Task OtherArm_IsSilent() => Verify.Code("TL0102", Snippets.Usings +
        """
        public enum Kind
        {
            Fast,
            Slow,
        }

        public static class Rates
        {
            public static double Of(Kind kind) => kind switch
            {
                Kind.Fast => 0.5,
                _ => 0.001,
            };
        }

        public static class Trainer
        {
            public static torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model, Kind kind) => torch.optim.Adam(model.parameters(), Rates.Of(Kind.Slow));

            public static double Other => Rates.Of(Kind.Slow) + Rates.Of(Kind.Fast);
        }
        """);

    [Fact]
    public Task ArmThatCannotBeTold_IsSilent() => Verify.Code("TL0102", Snippets.Usings +
        """
        public enum Kind
        {
            Fast,
            Slow,
        }

        public static class Rates
        {
            public static double Of(Kind kind) => kind switch
            {
                Kind.Fast => 0.5,
                _ => 0.001,
            };
        }

        public static class Trainer
        {
            public static torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model, Kind kind) => torch.optim.Adam(model.parameters(), Rates.Of(kind));

            public static double Other => Rates.Of(Kind.Slow) + Rates.Of(Kind.Fast);
        }
        """);

    [Fact]
    public Task BranchThatACallAsksFor_IsFollowed() => Verify.Code("TL0102", Snippets.Usings +
        """
        public static class Trainer
        {
            public static torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model)
            {
                var (epochs, rate) = Defaults(quick: true);
                Console.WriteLine(epochs);
                return torch.optim.Adam(model.parameters(), rate);
            }

            private static (int Epochs, double Rate) Defaults(bool quick) => quick ? (5, [|0.5|]) : (50, 0.001);
        }
        """);

    [Fact]
    public Task OtherBranch_IsSilent() => Verify.Code("TL0102", Snippets.Usings +
        """
        public static class Trainer
        {
            public static torch.optim.Optimizer For(torch.nn.Module<Tensor, Tensor> model)
            {
                var (epochs, rate) = Defaults(quick: false);
                Console.WriteLine(epochs);
                return torch.optim.Adam(model.parameters(), rate);
            }

            private static (int Epochs, double Rate) Defaults(bool quick) => quick ? (5, 0.5) : (50, 0.001);
        }
        """);

    [Theory]
    [InlineData("args.Length > 0 ? double.Parse(args[0]) : [|0.5|]")]
    [InlineData("args.Length > 0 ? double.Parse(args[0]) : 0.001")]
    [InlineData("args.Length > 0 ? args.Length : [|0.5|]")]
    public Task DefaultOfAnArgument_IsFollowed(string rate) => Verify.Code("TL0102", Snippets.Usings +
        $$"""
        public static class Program
        {
            public static torch.optim.Optimizer Start(torch.nn.Module<Tensor, Tensor> model, string[] args)
            {
                var rate = {{rate}};
                return torch.optim.Adam(model.parameters(), rate);
            }
        }
        """);
}
