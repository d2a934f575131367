using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>Reads how often a home-made training is evaluated, and when averages of its weights begin.</summary>
internal sealed class EvaluationReader(RecipeScope scope, IReadOnlyList<Leaf> leaves)
{
    private static readonly string[] Sections = ["eval", "evaluation", "val", "valid", "validation", "evaluate", "validate", "eval_config", "evaluator"];

    public void Fill(RecipeBuilder draft)
    {
        foreach (var leaf in leaves)
        {
            if (Unit(leaf) is { } unit && leaf.NumberIn(scope) is { HasValue: true } interval && interval.Or(0) >= 1)
            {
                draft.Set(Facts.EvaluationInterval, interval);
                draft.EvaluationUnit = unit == LengthUnit.Unknown ? UnitOfRun(draft, interval.Or(0)) : unit;
                break;
            }
        }

        if (leaves.FirstOrDefault(leaf => leaf.Word is "swa_start_epoch" or "swa_epoch_start" or "swa_epoch"
            || (leaf.Word == "swa_start" && draft.Get(Facts.Epochs).HasValue && !draft.Get(Facts.MaxSteps).HasValue)) is { } swa)
        {
            draft.Set(Facts.SwaStart, swa.NumberIn(scope));
        }

        if (!draft.Get(Facts.EmaDecay).IsWritten
            && leaves.FirstOrDefault(leaf => leaf.Word is "decay" or "ema_beta" or "beta" && leaf.ParentWord is "ema" or "model_ema" or "ema_config" or "weight_ema" or "ema_cfg") is { } ema)
        {
            draft.Set(Facts.EmaDecay, ema.NumberIn(scope));
        }
    }

    private static LengthUnit? Unit(Leaf leaf)
    {
        if (leaf.Entry.Value is not ScalarNode)
        {
            return null;
        }

        return ScheduleWords.EvaluationIntervals.TryGetValue(leaf.Word, out var unit)
            || (Sections.Contains(leaf.ParentWord) && ScheduleWords.SectionEvaluationIntervals.TryGetValue(leaf.Word, out unit)) ? unit
            : null;
    }

    // As epochs it lies even later in a run of steps; within the run, the run's own unit is the likely one and says nothing wrong.
    private LengthUnit UnitOfRun(RecipeBuilder draft, double interval)
    {
        var steps = draft.Get(Facts.MaxSteps).Or(0);
        var epochs = draft.Get(Facts.Epochs).Or(0);
        return FileDirectives.Of(scope.View.File).Unit ?? (steps > 0 && !(epochs > 0) ? LengthUnit.Steps
            : epochs > 0 && !(steps > 0) && interval <= epochs ? LengthUnit.Epochs
            : LengthUnit.Unknown);
    }
}
