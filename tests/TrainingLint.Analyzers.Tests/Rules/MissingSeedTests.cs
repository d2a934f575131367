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
    public Task ContextThatTrains_IsFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(Microsoft.ML.IDataView data)
                {
                    var context = [|new Microsoft.ML.MLContext()|];
                    var model = Microsoft.ML.TreeExtensions.FastTree(context.Regression.Trainers).Fit(data);
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
                    var model = context.Model.Load("model.zip");
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
                    var model = Microsoft.ML.TreeExtensions.FastTree(context.Regression.Trainers).Fit(data);
                }
            }
            """);
}
