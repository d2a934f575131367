using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class TrlxTests
{
    private const string Ppo = """
        train:
          total_steps: 5000
          epochs: 10
          batch_size: 32
          eval_interval: 100
          trainer: AcceleratePPOTrainer
        model:
          model_path: gpt2
        tokenizer:
          tokenizer_path: gpt2
        optimizer:
          name: adamw
          kwargs:
            lr: 3.0e-5
            betas: [0.9, 0.95]
        scheduler:
          name: cosine_annealing
          kwargs:
            T_max: 5000
            eta_min: 1.0e-5
        method:
          name: ppoconfig
          num_rollouts: 128
          gamma: 1
          lam: 0.95
          cliprange: 0.2
        """;

    [Fact]
    public void TheRecipe_IsOneOfALanguageModel()
    {
        var recipe = ReadText.Recipe(Ppo);

        Assert.Equal("trlx", recipe.Dialect);
        Assert.Equal(Regime.LanguageModelReinforcement, recipe.Regime);
        Assert.True(recipe.Means(Facts.Discount, Meaning.OneIsUsual));
        Assert.True(recipe.Get(Facts.LearningRate).Is(3e-5));
        Assert.True(recipe.Get(Facts.Beta2).Is(0.95));
        Assert.True(recipe.Get(Facts.WeightDecay).Is(0.01));
        Assert.True(recipe.Get(Facts.Seed).Is(1000));
        Assert.Equal(Origin.Default, recipe.Get(Facts.Seed).Origin);
    }

    [Fact]
    public void AnAbsentRate_IsTheOneOfTorch() =>
        Assert.True(ReadText.Recipe(Ppo.Replace("    lr: 3.0e-5\n", "")).Get(Facts.LearningRate).Is(1e-3));

    [Theory]
    [InlineData("sftconfig", Regime.FineTuning)]
    [InlineData("ilqlconfig", Regime.LanguageModelReinforcement)]
    public void TheMethod_DecidesTheRegime(string method, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(Ppo.Replace("ppoconfig", method)).Regime);

    [Fact]
    public void ACosineThatEndsWhereItStarts_IsNoted()
    {
        Assert.Equal(Severity.Info, Assert.Single(ReadText.Observed<WithoutEffectObservation>(Ppo.Replace("eta_min: 1.0e-5", "eta_min: 3.0e-5"))).Severity);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Ppo));
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(12, 1)]
    public void AMinibatch_MustDivideTheBatch(int minibatch, int refusals) =>
        Assert.Equal(refusals, ReadText.Observed<WrongTypeObservation>(Ppo.Replace("batch_size: 32", "batch_size: 32\n  minibatch_size: " + minibatch)).Count);

    [Fact]
    public void ATuningSweep_IsNotTaken() =>
        Assert.NotEqual("trlx", ReadText.As("tune_config:\n  mode: max\nlr_init:\n  strategy: loguniform\n  values: [0.000001, 0.001]\n").Dialect);
}
