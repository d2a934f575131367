using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class CaffeTests
{
    private const string Solver = """
        net: "train_val.prototxt"
        test_iter: 100
        test_interval: 500
        base_lr: 0.01
        lr_policy: "step"
        gamma: 0.1
        stepsize: 4000
        max_iter: 10000
        momentum: 0.9
        weight_decay: 0.0005
        solver_mode: GPU
        """;

    [Fact]
    public void Solver_IsReadWithItsDefaults()
    {
        var recipe = ReadText.Recipe(Solver, "solver.prototxt");

        Assert.Equal("caffe", recipe.Dialect);
        Assert.True(recipe.Get(Facts.Optimizer).Is("SGD"));
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.01));
        Assert.True(recipe.Get(Facts.Momentum).Is(0.9));
        Assert.Equal([4000.0, 8000.0], recipe.Get(Facts.Milestones).Or([]));
        Assert.True(recipe.Get(Facts.GradientAccumulation).Is(1));
        Assert.True(recipe.Get(Facts.Seed).IsMissing);
    }

    [Fact]
    public void Multistep_HasItsValues() => Assert.Equal(
        [3000.0, 9000.0],
        ReadText.Recipe(Solver.Replace("\"step\"", "\"multistep\"").Replace("stepsize: 4000", "stepvalue: 3000\nstepvalue: 9000"), "solver.prototxt").Get(Facts.Milestones).Or([]));

    [Fact]
    public void Adam_TakesMomentumForItsFirstBeta()
    {
        var recipe = ReadText.Recipe(Solver + "\ntype: \"Adam\"\nmomentum2: 0.99\nrandom_seed: 3\n", "solver.prototxt");

        Assert.True(recipe.Get(Facts.Optimizer).Is("Adam"));
        Assert.True(recipe.Get(Facts.Beta1).Is(0.9));
        Assert.True(recipe.Get(Facts.Beta2).Is(0.99));
        Assert.False(recipe.Get(Facts.Momentum).HasValue);
        Assert.True(recipe.Get(Facts.Seed).Is(3));
    }

    [Fact]
    public void Network_IsNoRecipe() => Assert.Empty(ReadText.As("name: \"LeNet\" layer { name: \"conv\" param { lr_mult: 1 } }", "net.prototxt").Recipes);

    [Theory]
    [InlineData("fixed", 2)]
    [InlineData("step", 0)]
    public void KeysOfASchedule_UnderAFixedRate_AreNoted(string policy, int found) => Assert.Equal(
        found,
        ReadText.Observed<TrainingLint.Core.Recipes.WithoutEffectObservation>(
            $"net: \"a\"\nbase_lr: 0.001\nlr_policy: \"{policy}\"\ngamma: 0.1\nstepsize: 1000\nmax_iter: 3000\n", "solver.prototxt").Count);
}
