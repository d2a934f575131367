using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class DuplicateKeyTests : ObservationRuleTests<DuplicateKey, DuplicateKeyObservation>
{
    private static readonly Place Before = new("train.yaml", 3, 3, 3, 9);

    [Fact]
    public void DifferentValues_AreAnErrorWithBothOfThem()
    {
        var finding = Fires(Twice("0.02", "0.01"), Severity.Error, "'BASE_LR' stands twice", "'0.02' first and '0.01' last", "the first is lost");
        Assert.Equal(Before, Assert.Single(finding.Related).Place);
    }

    [Fact]
    public void SameValue_IsANote() => Fires(Twice("0.02", "0.02"), Severity.Info, "with the same value", "superfluous");

    [Fact]
    public void SameMappings_AreANote() => Fires(Twice(null, null) with { HasSameContent = true }, Severity.Info, "with the same content", "superfluous");

    [Fact]
    public void WholeMappings_AreDifferentContent() => Fires(Twice(null, null), Severity.Error, "with different content");

    [Fact]
    public void LoaderThatRefuses_IsNamed() => Fires(Twice("0.02", "0.02", rejects: true), Severity.Warning, "the loader refuses the file");

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();

    private static DuplicateKeyObservation Twice(string? first, string? last, bool rejects = false) =>
        new(Here, "SOLVER.BASE_LR", Before, first, last, rejects);
}
