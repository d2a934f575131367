using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

/// <summary>Zeros and minus ones of home-made files that say something else than a number.</summary>
public class MeaningOfZeroTests
{
    private const string Config = "optimizer: {name: adam, lr: 0.001, grad_accum_steps: 0}\ntraining: {batch_size: 8, max_steps: 100}\n";

    private static Recipe Among(int files, string text) => Assert.Single(ReadText.Together([.. Named(files, text)]).Recipes);

    private static IEnumerable<(string Name, string Text)> Named(int files, string text) =>
        Enumerable.Range(0, files).Select(file => ("configs/" + file + ".yaml", text));

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void ZeroThatAFolderWrites_IsAWordOfItsProgram(int files, bool isZero) =>
        Assert.Equal(isZero, Among(files, Config).Get(Facts.GradientAccumulation).Is(0));

    [Theory]
    [InlineData("0", true)]
    [InlineData("-1", true)]
    [InlineData("-2", false)]
    [InlineData("50", false)]
    public void RateThatAFolderWrites_IsUnknownWhereItIsNone(string rate, bool isUnknown) => Assert.Equal(isUnknown,
        !Among(4, "optimizer: {name: sgd, lr: " + rate + "}\ntraining: {batch_size: 8, epochs: 5}\n").Get(Facts.LearningRate).HasValue);

    [Fact]
    public void LongerNumberAndLongerKey_AreOthers()
    {
        var others = Config.Replace("grad_accum_steps: 0", "my_grad_accum_steps: 0, grad_accum_steps: 0.5", System.StringComparison.Ordinal);
        var files = Named(4, others).Select((file, place) => place == 0 ? (file.Name, Config) : file).ToArray();
        Assert.True(Assert.Single(ReadText.Together(files).Recipes).Get(Facts.GradientAccumulation).Is(0));
    }

    [Theory]
    [InlineData("-1", 0)]
    [InlineData("-0.5", 1)]
    [InlineData("0.01", 1)]
    public void RateOfTheRest_IsNoGroup(string rate, int groups) => Assert.Equal(groups, ReadText.Recipe(
        "optimizer: {type: SGD, momentum: 0.9, learning_rate: 0.1, classifier_lr: " + rate + ", batch_size: 32}\n").ParameterGroups.Count);

    [Theory]
    [InlineData("total_steps: 0\nlr: 0.0", true)]
    [InlineData("total_steps: 0\nlr: 0.1", false)]
    [InlineData("total_steps: 9\nlr: 0.0", false)]
    public void RunOfNoStepsAtNoRate_TrainsNothing(string lines, bool isIdle) => Assert.Equal(isIdle,
        ReadText.Recipe("optimizer: adam\nbatch_size: 256\n" + lines + "\n").Means(Facts.MaxSteps, Meaning.ZeroIsUnlimited));

    [Theory]
    [InlineData("lora: false\n", Regime.Unknown)]
    [InlineData("lora: true\n", Regime.Adapter)]
    [InlineData("", Regime.Adapter)]
    public void AdapterThatIsOff_IsNone(string line, Regime regime) => Assert.Equal(regime,
        ReadText.Recipe("optimizer: adam\nlr: 0.01\nbatch_size: 10\nlora_rank: 4\nlora_alpha: 1.0\n" + line).Regime);

    [Theory]
    [InlineData("invert_gradient_attack.py", 0)]
    [InlineData("attacker_free.py", 1)]
    public void PictureThatAnAttackChanges_IsNoNetwork(string name, int recipes) => Assert.Equal(recipes, ReadText.As(
        "DEFAULTS = dict(lr=0.1, optim='adam', max_iterations=4800, batch_size=1)\n", name).Recipes.Count);
}
