using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

/// <summary>A comment says the dialect, the loader and the unit where the words of a file do not.</summary>
public class FileDirectivesTests
{
    private const string Step = "optimizer: {type: SGD, lr: 0.1}\nlr_scheduler: {type: StepLR, step_size: 300, gamma: 0.5}\nepochs: 90\n";

    [Theory]
    [InlineData("", LengthUnit.Unknown)]
    [InlineData("# traininglint: unit=steps\n", LengthUnit.Steps)]
    [InlineData("# traininglint: loader=pyyaml, unit=epochs\n", LengthUnit.Epochs)]
    [InlineData("# traininglint: unit=weeks\n", LengthUnit.Unknown)]
    public void Unit_CountsLengthsThatHaveNone(string comment, LengthUnit unit) =>
        Assert.Equal(unit, ReadText.Recipe(comment + Step).ScheduleUnit);

    [Theory]
    [InlineData("# traininglint: loader=pyyaml\n", 1)]
    [InlineData("# traininglint: loader=omegaconf\n", 0)]
    public void Loader_DecidesWhatIsANumber(string comment, int texts) =>
        Assert.Equal(texts, ReadText.Observed<TextNumberObservation>(comment + "optimizer: {type: SGD, lr: 1e-4}\nbatch_size: 8\n").Count(
            one => !one.IsLoaderUnknown));

    [Fact]
    public void Dialect_IsTheOneThatIsSaid() =>
        Assert.Equal("axolotl", ReadText.As("# traininglint: dialect=axolotl\nlearning_rate: 0.0002\noptimizer: adamw_torch\n").Dialect);

    [Theory]
    [InlineData("# traininglint: dialect=axolotl, unit=epochs\n", 0)]
    [InlineData("# traininglint: unit=weeks\n", 1)]
    [InlineData("# traininglint: loader=pickle\n", 1)]
    public void CommentThatSaysNothing_IsUnclear(string comment, int unclear)
    {
        var source = new SourceFile("config.yaml", comment + Step);

        Assert.Equal(unclear, Suppressions.In(source).Unused([]).Count(one => one.IsUnclear));
    }

    [Fact]
    public void DialectThatThereIsNot_IsSaid() =>
        Assert.Equal("dialect=axolotel",
            Assert.Single(ReadText.Observed<UnusedSuppressionObservation>("# traininglint: dialect=axolotel\n" + Step)).Rule);
}
