using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Tests.Knowledge;

public class RecipeEvidenceTests
{
    [Fact]
    public void FineTuningsOfLargeModels_AreManyAndTheirRatesLow()
    {
        var row = RecipeEvidence.Find(Regime.FineTuning, ModelClass.Billions, OptimizerFamily.Adam, "rate")!;

        Assert.True(row.Recipes > 100 && row.Repositories > 5);
        Assert.Equal(1e-5, row.Median);
        Assert.True(row.ShareBelow(1e-3) >= 95);
        Assert.Equal(0, row.ShareBelow(1e-12));
    }

    [Fact]
    public void KindsWithoutPractice_HaveNoRow() =>
        Assert.Null(RecipeEvidence.Find(Regime.LinearProbe, ModelClass.Diffusion, OptimizerFamily.Lion, "rate"));
}
