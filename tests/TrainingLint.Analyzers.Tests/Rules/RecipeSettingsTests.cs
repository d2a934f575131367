using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class RecipeSettingsTests
{
    private const string Rule = "TL0101";

    [Fact]
    public Task NegativeRate_IsFound() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters(), [|-0.001|]);
            """);

    [Fact]
    public Task ZeroRate_IsFound() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters(), [|0|]);
            """);

    [Fact]
    public Task UnsetProperty_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Config
            {
                public double LearningRate { get; set; } = 0;
            }

            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, Config config) => torch.optim.Adam(model.parameters(), config.LearningRate);
            }
            """);

    [Fact]
    public Task SchedulerThatOwnsTheRate_IsSilent() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0);
            var cycle = torch.optim.lr_scheduler.OneCycleLR(sgd, 0.1, total_steps: 10);
            cycle.step();
            """);

    [Fact]
    public Task ZeroRateThatTheLoopReplaces_IsSilent() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0);
            foreach (var group in sgd.ParamGroups)
            {
                group.LearningRate = 0.1;
            }
            """);

    [Fact]
    public Task OptionalParametersThatMeanNotSet_AreSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Clip(torch.nn.Module<Tensor, Tensor> model, double norm = 0)
                {
                    if (norm > 0)
                    {
                        torch.nn.utils.clip_grad_norm_(model.parameters(), norm);
                    }
                }

                public static torch.optim.Optimizer Make(torch.nn.Module<Tensor, Tensor> model, double momentum = 0) => torch.optim.SGD(model.parameters(), 0.1, momentum);
            }
            """);

    [Fact]
    public Task OtherSettings_AreFound() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: {|TL0202:1.5|});
            var adam = torch.optim.Adam(model.parameters(), beta2: {|TL0203:1.0|}, eps: {|TL0204:0|}, weight_decay: {|TL0205:-1|});
            torch.nn.utils.clip_grad_norm_(model.parameters(), {|TL0501:0|});
            var loader = torch.utils.data.DataLoader(trainSet, {|TL0401:0|});
            var dropout = torch.nn.Dropout({|TL0601:1.5|});
            var loss = torch.nn.functional.cross_entropy(input, target, label_smoothing: {|TL0605:1.0|});
            """);

    [Fact]
    public Task MilestoneBeyondTheEnd_IsFound() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            var scheduler = torch.optim.lr_scheduler.MultiStepLR(sgd, {|TL0108:new[] { 10, 40 }|});
            for (var epoch = 0; epoch < 30; epoch++)
            {
                scheduler.step();
            }
            """);

    [Fact]
    public Task RateThatIsExpectedToBeRejected_IsSilent() => Verify.Method(
        Rule,
        """
            Throws<ArgumentOutOfRangeException>(() => torch.optim.Adam(model.parameters(), -0.001));
            var adam = torch.optim.Adam(model.parameters(), [|-0.001|]);

            static void Throws<T>(Action code) => code();
            """,
        new SnippetOptions { IsTestProject = true });
}
