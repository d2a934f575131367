using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class ArgumentFixTests
{
    [Fact]
    public Task Momentum_IsAdded() => VerifyFix.Method(
        new ArgumentFix(),
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1);
            var other = torch.optim.SGD(model.parameters(), 0.1);
            """,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            var other = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            """);

    [Fact]
    public Task MomentumOfZero_IsReplaced() => VerifyFix.Method(
        new ArgumentFix(),
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0);
            """,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            """);

    [Fact]
    public Task CycledMomentum_IsSwitchedOff() => VerifyFix.Method(
        new ArgumentFix(),
        """
            var adam = torch.optim.Adam(model.parameters());
            var cyclic = torch.optim.lr_scheduler.CyclicLR(adam, 1e-4, 1e-3, cycle_momentum: true);
            """,
        """
            var adam = torch.optim.Adam(model.parameters());
            var cyclic = torch.optim.lr_scheduler.CyclicLR(adam, 1e-4, 1e-3, cycle_momentum: false);
            """);

    [Fact]
    public Task SeedOfAContext_IsAdded() => VerifyFix.Method(
        new ArgumentFix(),
        """
            var context = new Microsoft.ML.MLContext();
            var trained = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit(null!);
            """,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trained = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit(null!);
            """);

    [Fact]
    public Task DefaultGamma_IsWritten() => VerifyFix.Method(
        new ArgumentFix(),
        """
            var scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer);
            """,
        """
            var scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma: 0.95);
            """);
}
