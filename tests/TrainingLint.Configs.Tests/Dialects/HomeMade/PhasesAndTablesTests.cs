using System;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

/// <summary>Rates that do not stand alone: starts of phases, rates of the rest, and rates of other things than weights.</summary>
public class PhasesAndTablesTests
{
    private const string Phases = """
        optimizer: {AdamW: {betas: [0.9, 0.95], weight_decay: 0.1}}
        schedulers:
        - SequentialLR:
            schedulers:
            - LinearLR: {initial_learning_rate: START, end_learning_rate: 5.0e-4, total_iters: 100}
            - CosineDecayLR: {initial_learning_rate: 5.0e-4, end_learning_rate: 1.0e-5, total_iters: 900}
        loop: {max_steps: 1000}
        batch_size: 32
        """;

    [Theory]
    [InlineData("0.0")]
    [InlineData("1.0e-8")]
    public void StartOfARisingPhase_IsNotTheRate(string start)
    {
        var recipe = ReadText.Recipe(Phases.Replace("START", start, StringComparison.Ordinal));
        Assert.Equal(5e-4, recipe.Get(Facts.LearningRate).Or(0));
        Assert.Equal(1e-5, recipe.Get(Facts.FinalLearningRate).Or(0));
        Assert.False(recipe.Get(Facts.ScheduleLength).IsWritten);
    }

    [Theory]
    [InlineData("lr: 0.0\nend_lr: 1e-3", double.NaN)]
    [InlineData("lr: 0.0\nend_lr: 0.0", 0)]
    [InlineData("lr: 1e-4\nend_lr: 1e-3", 1e-4)]
    public void SingleRate_StartsARampFromZeroOnly(string lines, double rate) => Assert.Equal(rate,
        ReadText.Recipe("optimizer: adamw\nbatch_size: 8\nepochs: 3\n" + lines + "\n").Get(Facts.LearningRate).Or(double.NaN));

    [Theory]
    [InlineData("lr_table: {_xyz: 1.6e-4, _opacity: 0.05}", false)]
    [InlineData("lr_table: {_xyz: 0, _opacity: 0}", true)]
    [InlineData("betas: {first: 0.9}", true)]
    public void ZeroBesideATableOfRates_IsTheRateOfTheRest(string table, bool isRate)
    {
        var file = ReadText.As("batch_size: 1\nepochs: 60\noptimizer_cfg:\n  lr: 0.\n  " + table + "\n");
        Assert.Equal(isRate, file.Recipes.Any(recipe => recipe.Get(Facts.LearningRate).Is(0)));
    }

    [Fact]
    public void MomentumOnASchedule_IsNoRecipe()
    {
        var recipe = ReadText.Recipe("""
            batch_size: 1024
            weight_decay: 0.1
            epochs: 100
            lr_configs: {base_learning_rate: 0.001}
            momentum_rate: {base_learning_rate: 0.996}
            """);
        Assert.Equal(0.001, recipe.Get(Facts.LearningRate).Or(0));
    }

    [Theory]
    [InlineData("1e-9", true)]
    [InlineData("1e-8", false)]
    public void AdamOfTheTransformer_HasAFactor(string epsilon, bool isFactor)
    {
        var recipe = ReadText.Recipe("epochs: 10\nbatch_size: 8\nlr_warmup: 4000\nlr: 1\nbeta1: 0.9\nbeta2: 0.98\nepsilon: " + epsilon + "\n");
        Assert.Equal(isFactor, recipe.Get(Facts.LearningRateFactor).Is(1));
        Assert.Equal(!isFactor, recipe.Get(Facts.LearningRate).Is(1));
    }

    [Theory]
    [InlineData("mup_base_hidden_size: 256", true)]
    [InlineData("use_mup: true", true)]
    [InlineData("use_mup: false", false)]
    [InlineData("hidden_size: 256", false)]
    public void RateOfASmallModel_IsNoStepSize(string line, bool isScaled) => Assert.Equal(isScaled, ReadText.Recipe(
        "optimizer: adamw\nlr: 0.0156\nbatch_size: 8\nepochs: 3\n" + line + "\n").Means(Facts.LearningRate, Meaning.NoStepSize));

    [Theory]
    [InlineData("d_k: 32", 0)]
    [InlineData("a_dim: 8\nb_dim: 16\nc_dim: 24", 0)]
    [InlineData("a_dim: 8\nb_dim: 16", 1)]
    public void WidthOfAttention_MayBeAnother(string lines, int found) => Assert.Equal(found, ReadText.Observed<WrongTypeObservation>(
        "optimizer: adam\nlr: 0.001\nbatch_size: 8\nepochs: 3\nn_heads: 3\nd_model: 64\n" + lines + "\n").Count);

    [Theory]
    [InlineData("EarlyStopping(mode='higher') or mode == 'lower'", 0)]
    [InlineData("EarlyStopping(mode='max')", 1)]
    public void DirectionInAWordOfTheProgram_IsNoSlip(string program, int found) => Assert.Equal(found, ReadText.Beside(
        program + "\n", ("config.yaml", "optimizer: adam\nlr: 0.001\nbatch_size: 8\nepochs: 3\nmetric_name: mae\nmode: lower\n"))
        .Observations.OfType<WrongTypeObservation>().Count());

    [Theory]
    [InlineData("lr = self.params['LR']", 0)]
    [InlineData("lr = self.params['lr']", 1)]
    public void KeyInAnotherStyle_IsReadByTheProgram(string program, int found) => Assert.Equal(found, ReadText.Beside(program + "\n",
        ("config.yaml", "LR: 0.001\nbatch_size: 8\nmax_epochs: 3\nweight_decay: 0.0\nnum_workers: 4\nin_channels: 3\nlatent_dim: 8\nkld_weight: 1\n"))
        .Observations.OfType<MisspeltKeyObservation>().Count());

    [Theory]
    [InlineData("@register('adammw')\nclass Decayed: pass", 0)]
    [InlineData("@register_subclass('adammw')\nclass AdammwConfig: pass", 0)]
    [InlineData("class Other: pass", 1)]
    public void RegisteredName_IsKnown(string program, int found) => Assert.Equal(found, ReadText.Beside(program + "\n",
        ("config.yaml", "optimizer: {type: adammw, learning_rate: 1e-3}\nbatch_size: 8\nmax_steps: 300\n"))
        .Observations.OfType<UnknownNameObservation>().Count());
}
