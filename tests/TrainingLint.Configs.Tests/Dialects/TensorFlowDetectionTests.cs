using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class TensorFlowDetectionTests
{
    private const string Pipeline = """
        model { ssd { num_classes: 3 } }
        train_config {
          batch_size: 64
          num_steps: 25000
          optimizer {
            momentum_optimizer {
              learning_rate {
                cosine_decay_learning_rate {
                  learning_rate_base: 0.04
                  total_steps: 25000
                  warmup_learning_rate: 0.013
                  warmup_steps: 2000
                }
              }
              momentum_optimizer_value: 0.9
            }
            use_moving_average: false
          }
          fine_tune_checkpoint: "ckpt-0"
          fine_tune_checkpoint_type: "detection"
        }
        """;

    [Fact]
    public void Pipeline_IsOneRecipe()
    {
        var recipe = ReadText.Recipe(Pipeline, "pipeline.config");

        Assert.Equal("tensorflow-object-detection", recipe.Dialect);
        Assert.True(recipe.Get(Facts.Optimizer).Is("SGD"));
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.04));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(2000));
        Assert.True(recipe.Get(Facts.ScheduleLength).Is(25_000));
        Assert.True(recipe.Get(Facts.MaxSteps).Is(25_000));
        Assert.False(recipe.Get(Facts.EmaDecay).HasValue);
        Assert.Equal(Regime.FineTuning, recipe.Regime);
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Pipeline, "pipeline.config"));
    }

    [Fact]
    public void SameTreeInYaml_IsTheSameRecipe() =>
        Assert.True(ReadText.Recipe("train_config:\n  batch_size: 8\n  optimizer: {adam_optimizer: {learning_rate: {constant_learning_rate: {learning_rate: 0.001}}}}\n").Get(Facts.Optimizer).Is("Adam"));

    [Theory]
    [InlineData("learning_rate_base: 0.04", "learning_rate_base: 0.01", "warmup_learning_rate: 0.013")]
    [InlineData("total_steps: 25000", "total_steps: 1000", "warmup_steps: 2000")]
    public void ContradictionThatRaises_IsRefused(string from, string to, string found) =>
        Assert.Equal(found, Assert.Single(ReadText.Observed<WrongTypeObservation>(Pipeline.Replace(from, to), "pipeline.config")).Found);

    [Fact]
    public void DefaultWarmup_IsHeldAgainstAShortSchedule() => Assert.Contains(
        "default warmup_steps of 10000",
        Assert.Single(ReadText.Observed<WrongTypeObservation>(Pipeline.Replace("warmup_steps: 2000", "").Replace("total_steps: 25000", "total_steps: 5000"), "pipeline.config")).Found);

    [Fact]
    public void ManualSteps_AreMilestones()
    {
        const string Text = """
            train_config {
              optimizer { rms_prop_optimizer { learning_rate { manual_step_learning_rate {
                initial_learning_rate: 0.0003
                schedule { step: 9000 learning_rate: .00003 }
                schedule { step: 12000 learning_rate: .000003 }
              } } } }
            }
            """;

        Assert.Equal([9000.0, 12000.0], ReadText.Recipe(Text, "pipeline.config").Get(Facts.Milestones).Or([]));
    }

    [Theory]
    [InlineData("0.0003", 1)]
    [InlineData("0.003", 2)]
    public void StepZeroThatRepeatsTheInitialRate_IsNoDrop(string rate, int count) => Assert.Equal(count, ReadText.Recipe(
        "train_config { optimizer { momentum_optimizer { learning_rate { manual_step_learning_rate { initial_learning_rate: 0.0003 "
            + "schedule { step: 0 learning_rate: " + rate + " } schedule { step: 900 learning_rate: .00003 } } } } } num_steps: 1000 }",
        "pipeline.config").Get(Facts.Milestones).Or([]).Count);
}
