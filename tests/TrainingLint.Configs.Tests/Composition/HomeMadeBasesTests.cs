using System.Linq;
using TrainingLint.Configs.Tests.Dialects;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Composition;

public class HomeMadeBasesTests
{
    private const string Base = "optimizer: {type: SGD, lr: 0.1, momentum: 0.9}\nepochs: 30\nbatch_size: 64\n";

    [Theory]
    [InlineData("_base_: base.yaml\nbatch_size: 32\n")]
    [InlineData("_base_: [base.yaml]\nbatch_size: 32\n")]
    [InlineData("base: base.yaml\nbatch_size: 32\n")]
    [InlineData("inherit_from: ./base.yaml\nbatch_size: 32\n")]
    [InlineData("includes:\n- base.yaml\nbatch_size: 32\n")]
    [InlineData("extends: base\nbatch_size: 32\n")]
    [InlineData("parent_config: base.yaml\nbatch_size: 32\n")]
    [InlineData("defaults: base.yaml\nbatch_size: 32\n")]
    public void BaseFile_IsFoundUnderEveryWordForIt(string child)
    {
        var recipe = Assert.Single(ReadText.Together(("child.yaml", child), ("base.yaml", Base)).Recipes);
        Assert.Equal((0.1, Origin.Inherited), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.LearningRate).Origin));
        Assert.Equal((32.0, Origin.File), (recipe.Get(Facts.BatchSize).Or(0), recipe.Get(Facts.BatchSize).Origin));
    }

    [Fact]
    public void PathFromTheRootOfTheConfigs_IsFoundAsWell() =>
        Assert.Single(ReadText.Together(("a/b/child.yaml", "_base_: configs/base.yaml\nbatch_size: 32\n"), ("a/configs/base.yaml", Base)).Recipes);

    [Fact]
    public void DeletedSection_BringsNothingOfItsBase()
    {
        var recipe = Assert.Single(ReadText.Together(("child.yaml", "_base_: base.yaml\noptimizer: {_delete_: true, type: Adam, lr: 0.001}\n"), ("base.yaml", Base)).Recipes);
        Assert.False(recipe.Get(Facts.Momentum).HasValue);
    }

    [Theory]
    [InlineData("base: resnet50\nlr: 0.1\nbatch_size: 32\n")]
    [InlineData("include: [a, b]\nlr: 0.1\nbatch_size: 32\n")]
    public void WordThatNamesNoFile_IsNoReference(string text) =>
        Assert.Empty(ReadText.Together(("child.yaml", text)).Observations.OfType<UnresolvedObservation>());

    [Fact]
    public void BaseThatIsMissingBesideThoseOfTheNeighbours_IsBroken()
    {
        var file = ReadText.Together(
            ("d.yaml", "_base_: bases/sdg.yaml\nlr: 0.1\nbatch_size: 32\n"),
            ("a.yaml", "_base_: bases/sgd.yaml\n"), ("b.yaml", "_base_: bases/sgd.yaml\n"), ("c.yaml", "_base_: bases/adam.yaml\n"),
            ("bases/sgd.yaml", Base), ("bases/adam.yaml", Base));
        Assert.True(Assert.Single(file.Observations.OfType<UnresolvedObservation>()).IsBroken);
    }

    [Fact]
    public void BaseThatTheNeighboursMissAsWell_MayBeAnIncompleteCheckout()
    {
        var file = ReadText.Together(
            ("d.yaml", "_base_: bases/sdg.yaml\nlr: 0.1\nbatch_size: 32\n"),
            ("a.yaml", "_base_: bases/sgd.yaml\n"), ("b.yaml", "_base_: bases/sgd.yaml\n"), ("c.yaml", "_base_: bases/gone.yaml\n"),
            ("bases/sgd.yaml", Base));
        Assert.False(Assert.Single(file.Observations.OfType<UnresolvedObservation>()).IsBroken);
    }
}
