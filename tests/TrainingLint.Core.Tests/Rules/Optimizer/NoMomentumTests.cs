using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Optimizer;

namespace TrainingLint.Core.Tests.Rules.Optimizer;

public class NoMomentumTests : RecipeRuleTests<NoMomentum>
{
    [Fact]
    public void MomentumOfZero_Warns()
    {
        var finding = Fires(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.Momentum, 0), Severity.Warning, "SGD runs without momentum", "0.9");
        Assert.Equal("momentum", finding.Key);
    }

    [Fact]
    public void MomentumOfZeroAgainstAnAdversary_IsANote() => Fires(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.Momentum, 0)
        .Being(Facts.Adversarial), Severity.Info, "SGD runs without momentum");

    [Fact]
    public void ZerosForMomentumAndDecay_AreADecision()
    {
        var recipe = A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.Momentum, 0);
        Fires(recipe.With(Facts.WeightDecay, 0), Severity.Info, "SGD runs without momentum");
        Fires(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.Momentum, 0).With(Facts.WeightDecay, 1e-4), Severity.Warning);
        Fires(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.Momentum, 0).ByDefault(Facts.WeightDecay, 0.0), Severity.Warning);
    }

    [Fact]
    public void MomentumNeitherWrittenNorDefault_WarnsAtTheOptimizer()
    {
        var finding = Fires(A.Recipe().With(Facts.Optimizer, "torch.optim.SGD").Without(Facts.Momentum), Severity.Warning, "default is 0", "add momentum 0.9");
        Assert.Equal("optimizer", finding.Key);
    }

    [Fact]
    public void DefaultOfZero_Warns() =>
        Fires(A.Recipe().With(Facts.Optimizer, "SGD").ByDefault(Facts.Momentum, 0.0), Severity.Warning, "default is 0");

    [Fact]
    public void AveragedSgd_HasNoMomentum() => IsSilent(A.Recipe().With(Facts.Optimizer, "torch.optim.ASGD").Without(Facts.Momentum));

    [Fact]
    public void AnyMomentum_IsSilent() => IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.Momentum, 0.01));

    [Fact]
    public void DefaultAboveZero_IsSilent() => IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").ByDefault(Facts.Momentum, 0.9));

    [Theory]
    [InlineData("Momentum")]
    [InlineData("nesterov")]
    [InlineData("AdamWScheduleFree")]
    [InlineData("SGDScheduleFree")]
    public void OptimizerWhoseNameBringsMomentum_IsSilentWhenNoneIsWritten(string optimizer) =>
        IsSilent(A.Recipe().With(Facts.Optimizer, optimizer).Without(Facts.Momentum));

    [Fact]
    public void LarsWithZeroMomentum_Warns_WithNoneWrittenItIsSilent()
    {
        Fires(A.Recipe().With(Facts.Optimizer, "LARS").With(Facts.Momentum, 0), Severity.Warning, "LARS runs without momentum");
        IsSilent(A.Recipe().With(Facts.Optimizer, "LARS").Without(Facts.Momentum));
    }

    [Fact]
    public void OtherOptimizers_AreSilent() => IsSilent(A.Recipe().With(Facts.Optimizer, "Adam").With(Facts.Momentum, 0));

    [Fact]
    public void LinearProbe_WarnsToo() =>
        Fires(A.Recipe(Regime.LinearProbe).With(Facts.Optimizer, "SGD").With(Facts.Momentum, 0), Severity.Warning, "without momentum");

    [Fact]
    public void FragmentWithoutMomentum_IsSilent_WithZeroItFires()
    {
        IsSilent(A.Recipe().AsFragment().With(Facts.Optimizer, "SGD").Without(Facts.Momentum));
        Fires(A.Recipe().AsFragment().With(Facts.Optimizer, "SGD").With(Facts.Momentum, 0), Severity.Warning, "without momentum");
    }

    [Fact]
    public void UnknownMomentumOrOptimizer_IsSilent()
    {
        IsSilent(A.Recipe().With(Facts.Optimizer, "SGD"));
        IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").Unresolved(Facts.Momentum));
        IsSilent(A.Recipe().With(Facts.Momentum, 0));
    }
}
