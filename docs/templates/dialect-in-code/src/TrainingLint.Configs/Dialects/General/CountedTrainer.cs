using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.General;

/// <summary>example/counted-trainer: <c>trainer/options.py</c> has names and defaults, <c>trainer/loop.py</c> what is done with them.</summary>
internal sealed class CountedTrainer : Dialect
{
    public CountedTrainer()
        : base("counted-trainer", Loaders.PyYaml)
    {
        Map(Facts.Optimizer).Otherwise("sgd");
        Map(Facts.LearningRate, "counted.step_size").Otherwise(0.01);
        Map(Facts.BatchSize, "counted.samples_per_step").Otherwise(32);
        Map(Facts.Seed, "counted.dice").Otherwise(1);
        OtherKnownKeys = ["counted", "samples"];
        KeyFacts = [new("counted.inertia", "trainer/loop.py makes its optimizer without momentum")];
    }

    public override bool Recognises(ConfigView config) => config.HasAll("counted.step_size", "counted.samples");

    // The length is a number of samples, which a table cannot divide by the batch.
    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        if (scope.Number("counted.samples") is { } samples && draft.Get(Facts.BatchSize).TryGet(out var batch) && batch > 0)
        {
            draft.Set(Facts.MaxSteps, Setting<double>.ByDefault(samples / batch));
        }
    }
}
