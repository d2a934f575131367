using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>Inputs whose effective recipe is known from the framework's source.</summary>
public class NextDialectTruthTests
{
    // swift/arguments/sft_args.py: eval_strategy follows save_strategy, and a share is held out.
    [Fact]
    public void Swift_EvaluatesWheneverItSaves()
    {
        var file = ReadText.As("model: org/m\ndataset: [d]\ntuner_type: lora\nsave_strategy: epoch\nsplit_dataset_ratio: 0.01\nload_best_model_at_end: true\n");
        var recipe = Assert.Single(file.Recipes);

        Assert.Equal("ms-swift", recipe.Dialect);
        Assert.True(recipe.Get(Facts.Validation).Is(true));
        Assert.DoesNotContain(new Judge().Findings(file), finding => finding.Rule.Id is "TL0801" or "TL0802");
    }

    // cmd_args.py: with a number of steps, the number of epochs must be 0.
    [Fact]
    public void SimpleTuner_TakesZeroEpochsForUnset()
    {
        var file = ReadText.As("""{"model_family": "flux", "model_type": "lora", "data_backend_config": "d.json", "num_train_epochs": 0, "max_train_steps": 1000}""", "config.json");
        var recipe = Assert.Single(file.Recipes);

        Assert.Equal("simpletuner", recipe.Dialect);
        Assert.True(recipe.Get(Facts.MaxSteps).Is(1000));
        Assert.False(recipe.Get(Facts.Epochs).HasValue);
        Assert.Empty(new Judge().Findings(file));
    }
}
