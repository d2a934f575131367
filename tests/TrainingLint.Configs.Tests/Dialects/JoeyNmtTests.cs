using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class JoeyNmtTests
{
    private const string Small = """
        name: small
        joeynmt_version: "2.3.0"
        random_seed: 7
        data:
          train: data/train
        testing:
          beam_size: 5
        training:
          optimizer: adamw
          learning_rate: 0.0005
          learning_rate_min: 0.0000001
          scheduling: warmupinversesquareroot
          learning_rate_warmup: 4000
          clip_grad_norm: 1.0
          batch_size: 80
          batch_type: sentence
          epochs: 20
          validation_freq: 500
          logging_freq: 100
        model:
          encoder:
            type: transformer
            hidden_size: 256
            dropout: 0.1
            layer_norm: pre
          decoder:
            type: transformer
        """;

    [Fact]
    public void TheRecipe_IsRead()
    {
        var recipe = ReadText.Recipe(Small);

        Assert.Equal("joeynmt", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.0005));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(4000));
        Assert.True(recipe.Get(Facts.Seed).Is(7));
        Assert.True(recipe.Get(Facts.BatchSize).Is(80));
        Assert.True(recipe.IsTransformer() && recipe.Is(Facts.PreNormalization));
        Assert.Empty(ReadText.As(Small).Observations);
    }

    [Fact]
    public void Tokens_AreNoSamples() => Assert.False(ReadText.Recipe(Small.Replace("batch_type: sentence", "batch_type: token")).Get(Facts.BatchSize).HasValue);

    [Fact]
    public void Noam_TakesItsFactor()
    {
        var recipe = ReadText.Recipe(Small.Replace("warmupinversesquareroot", "noam").Replace("learning_rate: 0.0005", "learning_rate_factor: 2"));

        Assert.True(recipe.Get(Facts.LearningRateFactor).Is(2));
        Assert.InRange(recipe.Get(Facts.LearningRate).Or(0), 1.9e-3, 2e-3);
    }

    [Fact]
    public void AFloorAboveTheFirstRates_EndsTheRun()
    {
        var note = Assert.Single(ReadText.Observed<WrongTypeObservation>(Small.Replace("learning_rate_min: 0.0000001", "learning_rate_min: 0.0001")));

        Assert.Equal("training.learning_rate_min", note.Key);
        Assert.Equal(Severity.Error, note.Severity);
    }

    [Fact]
    public void AMissingSchedule_IsRefused() =>
        Assert.Equal("training.scheduling", Assert.Single(ReadText.Observed<WrongTypeObservation>(Small.Replace("  scheduling: warmupinversesquareroot\n", ""))).Key);

    [Theory]
    [InlineData("momentum: 0.9")]
    [InlineData("learning_rate_decay: 0.5")]
    public void KeysThatNobodyReads_AreNoted(string line) =>
        Assert.Single(ReadText.Observed<WithoutEffectObservation>(Small.Replace("  optimizer:", "  " + line + "\n  optimizer:")));

    [Fact]
    public void Defaults_AreThoseOfTheCode_NotOfTheComments()
    {
        var recipe = ReadText.Recipe(Small.Replace("  optimizer: adamw\n", "").Replace("  learning_rate: 0.0005\n", ""));

        Assert.True(recipe.Get(Facts.Optimizer).Is("adam"));
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.005));
    }

    [Fact]
    public void SeedOfVersionOne_StandsInTheTraining() =>
        Assert.True(ReadText.Recipe(Small.Replace("random_seed: 7\n", "").Replace("training:\n", "training:\n  random_seed: 9\n")).Get(Facts.Seed).Is(9));
}
