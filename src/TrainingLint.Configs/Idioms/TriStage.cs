using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>fairseq's schedule of warmup, hold and decay (<c>fairseq/optim/lr_scheduler/tri_stage_lr_scheduler.py</c>): the rate falls in the third stage only.</summary>
internal static class TriStage
{
    private const double DefaultHold = 20_000;

    public static void ReadDecayStart(RecipeScope scope, RecipeBuilder draft, string holdPath)
    {
        var hold = scope.Has(holdPath) ? scope.Read(holdPath)
            : draft.IsFragment ? Setting<double>.Unknown : Setting<double>.ByDefault(DefaultHold);
        var warmup = draft.Get(Facts.WarmupSteps);
        if (warmup.TryGet(out var rising) && hold.TryGet(out var held))
        {
            draft.Set(Facts.DecayStart, Setting<double>.Derived(
                rising + held, NumberText.Of(rising) + " warmup and " + NumberText.Of(held) + " hold steps", hold.IsWritten ? hold
                : warmup.IsWritten ? warmup : draft.Get(Facts.MaxSteps)));
        }
    }
}
