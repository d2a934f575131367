using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class LearningRateTests
{
    private const string Rule = "TL0102";

    [Fact]
    public Task LiteralInTheCall_IsFoundAtTheLiteral() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters(), [|0.5|]);
            """, message: "The learning rate 0.5 is above");

    [Fact]
    public Task LocalIsFoundAtItsDeclaration() => Verify.Method(
        Rule,
        """
            var rate = [|0.5|];
            var adam = torch.optim.Adam(model.parameters(), lr: rate);
            """);

    [Fact]
    public Task FloatIsFoundAtItsLiteral() => Verify.Method(
        Rule,
        """
            var rate = [|0.5f|];
            var adam = torch.optim.Adam(model.parameters(), rate);
            """);

    [Fact]
    public Task NamedArgument_IsFound() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), momentum: 0.9, learningRate: [|60.0|]);
            """);

    [Fact]
    public Task ConstantOfAnotherType_IsFoundThere() => Verify.Method(
        Rule,
        """
            public static class Config
            {
                public const double Rate = [|0.5|];
            }

            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), Config.Rate);
            }
            """);

    [Fact]
    public Task ReadonlyField_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Training(torch.nn.Module<Tensor, Tensor> model)
            {
                private readonly double _rate = [|0.5|];

                public torch.optim.Optimizer Make() => torch.optim.Adam(model.parameters(), _rate);
            }
            """);

    [Fact]
    public Task PropertyOfAnOptionsClass_IsFoundAtItsInitializer() => Verify.Method(
        Rule,
        """
            public sealed class Config
            {
                public double LearningRate { get; set; } = [|0.5|];
            }

            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, Config config) => torch.optim.Adam(model.parameters(), config.LearningRate);
            }
            """);

    [Fact]
    public Task ObjectInitializer_IsFoundThere() => Verify.Method(
        Rule,
        """
            public sealed class Config
            {
                public double LearningRate { get; set; } = 1e-3;
            }

            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model)
                {
                    var config = new Config { LearningRate = [|0.5|] };
                    var adam = torch.optim.Adam(model.parameters(), config.LearningRate);
                }
            }
            """);

    [Fact]
    public Task DefaultOfARecordsParameter_IsFound() => Verify.Method(
        Rule,
        """
            public sealed record Config(double LearningRate = [|0.5|]);

            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, Config config) => torch.optim.Adam(model.parameters(), config.LearningRate);
            }
            """);

    [Fact]
    public Task OptionalParameter_IsFoundAtItsDefault() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, double rate = [|0.5|]) => torch.optim.Adam(model.parameters(), rate);
            }
            """);

    [Fact]
    public Task ArgumentOfTheOnlyCaller_IsFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model) => Fit(model, [|0.5|]);

                private static void Fit(torch.nn.Module<Tensor, Tensor> model, double rate) => torch.optim.Adam(model.parameters(), rate);
            }
            """);

    [Fact]
    public Task ConstructorOfTheOptimizer_IsFound() => Verify.Method(
        Rule,
        """
            var adam = new Adam(model.parameters(), lr: [|0.5|]);
            """);

    [Fact]
    public Task RateOfAGroup_IsFound() => Verify.Method(
        Rule,
        """
            var groups = new[] { new Adam.ParamGroup(model.parameters(), lr: [|0.5|]) };
            """);

    [Fact]
    public Task KerasOptimizer_IsFound() => Verify.Method(
        Rule,
        """
            var adam = Tensorflow.KerasApi.keras.optimizers.Adam([|0.5f|]);
            """);

    [Fact]
    public Task MlNetTrainer_IsFound() => Verify.Method(
        Rule,
        """
            var trainer = Microsoft.ML.TreeExtensions.FastTree(new Microsoft.ML.MLContext(1).Regression.Trainers, learningRate: [|20|]);
            """);

    [Fact]
    public Task VariableThatIsWrittenTwice_IsSilent() => Verify.Method(
        Rule,
        """
            var rate = 0.5;
            if (input is null)
            {
                rate = 1e-3;
            }

            var adam = torch.optim.Adam(model.parameters(), rate);
            """);

    [Fact]
    public Task ValueFromOutside_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, double rate) => torch.optim.Adam(model.parameters(), rate);
            }
            """);

    [Fact]
    public Task DefaultOfTheLibrary_IsSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters());
            """);

    [Fact]
    public Task AdadeltaAtOne_IsSilent() => Verify.Method(
        Rule,
        """
            var adadelta = torch.optim.Adadelta(model.parameters(), 1.0);
            """);

    [Fact]
    public Task RpropAndLbfgs_AreSilent() => Verify.Method(
        Rule,
        """
            var rprop = torch.optim.Rprop(model.parameters(), 5.0);
            var lbfgs = torch.optim.LBFGS(model.parameters(), 5.0);
            """);

    [Fact]
    public Task ClippedSgd_IsSilent() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 5.0, momentum: 0.9);
            torch.nn.utils.clip_grad_norm_(model.parameters(), 0.5);
            sgd.step();
            """);

    [Fact]
    public Task SgdAtFive_IsFound() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), [|5.0|], momentum: 0.9);
            sgd.step();
            """);

    [Fact]
    public Task AveragedPerceptronAtOne_IsSilent() => Verify.Method(
        Rule,
        """
            var trainer = Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(new Microsoft.ML.MLContext(1).BinaryClassification.Trainers, learningRate: 1.0f);
            """);

    [Fact]
    public Task InATestProject_IsSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters(), 0.5);
            """, new SnippetOptions { IsTestProject = true });

    [Fact]
    public Task BoundaryOfTheRange_IsSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters(), 0.01f);
            """);

    [Fact]
    public Task RateThatTheLoopWritesAtEveryStep_IsSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters(), 1.0);
            for (var step = 1; step < 1000; step++)
            {
                foreach (var group in adam.ParamGroups)
                {
                    group.LearningRate = 1e-3 / step;
                }
            }
            """);

    [Fact]
    public Task RateThatTheLoopMultiplies_IsFound() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters(), [|1.0|]);
            foreach (var group in adam.ParamGroups)
            {
                group.LearningRate *= 0.5;
            }
            """);

    [Fact]
    public Task BaseOfAScheduleByFunction_IsSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters(), 1.0);
            var noam = torch.optim.lr_scheduler.LambdaLR(adam, step => Math.Pow(512, -0.5) * Math.Min(Math.Pow(step + 1, -0.5), (step + 1) * Math.Pow(4000, -1.5)));
            """);

    [Fact]
    public Task PixelsThatAreOptimizedInsteadOfAModel_AreSilent() => Verify.Method(
        Rule,
        """
            var image = new Parameter(torch.zeros(1, 3, 8, 8));
            var adam = torch.optim.Adam(new[] { image }, 0.1);
            """);

    [Fact]
    public Task ParametersOfAModelInAnArray_AreFound() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(new[] { new Adam.ParamGroup(model.parameters()) }, [|0.5|]);
            """);

    [Fact]
    public Task RateOfAPerceptron_HasNoScale() => Verify.Method(
        "TL0102",
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers, learningRate: 1000);
            """);

    // The constant is wrong once, however many types train with it.
    [Fact]
    public Task ConstantOfSeveralTypes_IsReportedOnce() => Verify.Method(
        "TL0102",
        """
            public static class Rates
            {
                public const double Adam = [|0.5|];
            }

            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), Rates.Adam).step();
            }

            public static class Tuning
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model) => torch.optim.Adam(model.parameters(), Rates.Adam).step();
            }
            """);
}
