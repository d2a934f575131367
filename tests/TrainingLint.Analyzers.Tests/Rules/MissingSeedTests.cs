using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class MissingSeedTests
{
    private const string Rule = "TL0301";

    [Fact]
    public Task ProgramThatTrains_IsFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Main()
                {
                    var model = [|torch.nn.Linear(10, 2)|];
                    var adam = torch.optim.Adam(model.parameters());
                    adam.step();
                }
            }
            """, new SnippetOptions { IsProgram = true });

    [Fact]
    public Task SeededProgram_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Main()
                {
                    torch.manual_seed(1);
                    var model = torch.nn.Linear(10, 2);
                    var adam = torch.optim.Adam(model.parameters());
                    adam.step();
                }
            }
            """, new SnippetOptions { IsProgram = true });

    [Fact]
    public Task Library_IsSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters());
            adam.step();
            """);

    [Fact]
    public Task ProgramThatOnlyPredicts_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Main() => torch.nn.Linear(10, 2).forward(torch.randn(10));
            }
            """, new SnippetOptions { IsProgram = true });

    [Fact]
    public Task ContextOfARandomTrainer_IsFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = [|new Microsoft.ML.MLContext()|];
                    var model = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit(data);
                }
            }
            """, message: "Sdca draws from its generator");

    [Fact]
    public Task ContextInAField_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Training(Microsoft.ML.IDataView data)
            {
                private readonly Microsoft.ML.MLContext context = [|new()|];

                public void Run() => Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers).Fit(context.Data.Cache(data));
            }
            """);

    [Fact]
    public Task ContextOfTrees_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = new Microsoft.ML.MLContext();
                    var model = Microsoft.ML.TreeExtensions.FastTree(context.Regression.Trainers).Fit(data);
                }
            }
            """);

    [Fact]
    public Task ContextOfLbfgs_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = new Microsoft.ML.MLContext();
                    var model = Microsoft.ML.StandardTrainersCatalog.LbfgsPoissonRegression(context.Regression.Trainers).Fit(data);
                }
            }
            """);

    [Fact]
    public Task LbfgsFromRandomWeights_IsFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = [|new Microsoft.ML.MLContext()|];
                    var model = Microsoft.ML.StandardTrainersCatalog.LbfgsPoissonRegression(context.Regression.Trainers, new Microsoft.ML.Trainers.LbfgsPoissonRegressionTrainer.Options { InitialWeightsDiameter = 0.1f }).Fit(data);
                }
            }
            """);

    [Fact]
    public Task LbfgsWithADiameterOfZero_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = new Microsoft.ML.MLContext();
                    var model = Microsoft.ML.StandardTrainersCatalog.LbfgsPoissonRegression(context.Regression.Trainers, new Microsoft.ML.Trainers.LbfgsPoissonRegressionTrainer.Options { InitialWeightsDiameter = 0 }).Fit(data);
                }
            }
            """);

    [Fact]
    public Task TrainerWithASeedOfItsOwn_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = new Microsoft.ML.MLContext();
                    var options = new Microsoft.ML.Trainers.LightGbm.LightGbmRegressionTrainer.Options();
                    options.Seed = 1;
                    var model = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers, options).Fit(data);
                }
            }
            """);

    [Fact]
    public Task OptionsWithoutASeed_AreFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = [|new Microsoft.ML.MLContext()|];
                    var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { MaximumNumberOfIterations = 10 };
                    var model = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, options).Fit(data);
                }
            }
            """);

    [Fact]
    public Task OptionsFromACaller_AreSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data, Microsoft.ML.Trainers.LightGbm.LightGbmRegressionTrainer.Options options)
                {
                    var context = new Microsoft.ML.MLContext();
                    var model = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers, options).Fit(data);
                }
            }
            """);

    [Fact]
    public Task TrainerThatDoesNotShuffle_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = new Microsoft.ML.MLContext();
                    var model = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { Shuffle = false }).Fit(data);
                }
            }
            """);

    [Fact]
    public Task OneAgainstAllOfARandomTrainer_IsFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = [|new Microsoft.ML.MLContext()|];
                    var each = Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers);
                    var model = Microsoft.ML.StandardTrainersCatalog.OneVersusAll(context.MulticlassClassification.Trainers, each).Fit(context.Data.Cache(data));
                }
            }
            """, message: "AveragedPerceptron");

    [Fact]
    public Task OneAgainstAllOfACaller_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(
                    Microsoft.ML.IDataView data,
                    Microsoft.ML.Trainers.ITrainerEstimator<
                        Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Trainers.LinearBinaryModelParameters>,
                        Microsoft.ML.Trainers.LinearBinaryModelParameters> each)
                {
                    var context = new Microsoft.ML.MLContext();
                    var model = Microsoft.ML.StandardTrainersCatalog.OneVersusAll(context.MulticlassClassification.Trainers, each).Fit(data);
                }
            }
            """);

    [Fact]
    public Task TrainerThatIsNeverFitted_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = new Microsoft.ML.MLContext();
                    var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers);
                }
            }
            """);

    [Fact]
    public Task SplitWithoutASeed_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = new Microsoft.ML.MLContext();
                    var split = context.Data.TrainTestSplit(data);
                    var model = Microsoft.ML.TreeExtensions.FastTree(context.Regression.Trainers).Fit(split.TrainSet);
                }
            }
            """);

    [Fact]
    public Task ContextThatPredicts_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run()
                {
                    var context = new Microsoft.ML.MLContext();
                    var model = context.Model.Load("model.zip", out _);
                }
            }
            """);

    [Fact]
    public Task SeededContext_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = new Microsoft.ML.MLContext(seed: 1);
                    var model = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit(data);
                }
            }
            """);

    [Fact]
    public Task OnlineTrainerOfUncachedData_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = new Microsoft.ML.MLContext();
                    var model = Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers).Fit(data);
                }
            }
            """);

    [Fact]
    public Task LightGbmByDefault_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = new Microsoft.ML.MLContext();
                    var model = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers).Fit(data);
                }
            }
            """);

    [Fact]
    public Task SeedInAComment_IsNone() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Main()
                {
                    // TODO: torch.manual_seed(1);
                    var model = [|torch.nn.Linear(10, 2)|];
                    var adam = torch.optim.Adam(model.parameters());
                    adam.step();
                }
            }
            """, new SnippetOptions { IsProgram = true });
}
