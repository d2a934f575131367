using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Speech;

/// <summary>The schedulers of <c>speechbrain/nnet/schedulers.py</c>, by the arguments of their classes.</summary>
internal static class SpeechBrainSchedulers
{
    private static readonly string[] StartArguments = ["initial_value", "lr_initial", "initial_lr", "lr", "max_lr"];

    /// <summary>The argument that holds the rate from which a scheduler works; null where it takes the optimizer's.</summary>
    public static ConfigNode? StartOf(ConfigNode scheduler)
    {
        foreach (var argument in StartArguments)
        {
            if (scheduler is MappingNode mapping && mapping[argument] is { } start)
            {
                return start;
            }
        }

        return null;
    }

    /// <summary>Reads a scheduler into the recipe of its optimizer.</summary>
    /// <param name="scope">The scheduler's node.</param>
    /// <param name="draft">The recipe.</param>
    public static void Apply(RecipeScope scope, RecipeBuilder draft)
    {
        var node = scope.View.Node(scope.Path)!;
        var name = SpeechBrain.ClassOf(node)!;
        draft.Set(Facts.Schedule, Setting<string>.Written(name, name, scope.Path, node.Place, scope.OriginOf(node)));
        switch (name)
        {
            case "NoamScheduler" or "NoamIntervalScheduler":
                ApplyNoam(scope, draft);
                break;
            case "LinearWarmupScheduler":
                Fill(Facts.LearningRate, "initial_value");
                Fill(Facts.WarmupSteps, "num_warmup_steps");
                Fill(Facts.ScheduleLength, "num_training_steps");
                draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(0, "the schedule falls linearly to 0"));
                break;
            case "WarmCoolDecayLRSchedule":
                Fill(Facts.LearningRate, "lr");
                Fill(Facts.WarmupSteps, "warmup");
                Fill(Facts.ScheduleLength, "total_steps");
                break;
            case "WarmAndExpDecayLRSchedule":
                Fill(Facts.LearningRate, "lr");
                Fill(Facts.WarmupSteps, "n_warmup_steps");
                Fill(Facts.ScheduleLength, "total_steps");
                break;
            case "CyclicCosineScheduler":
                Fill(Facts.LearningRate, "lr_initial");
                Fill(Facts.WarmupSteps, "n_warmup_steps");
                Fill(Facts.ScheduleLength, "total_steps");
                break;
            case "TriStageLRSchedule":
                Fill(Facts.LearningRate, "lr");
                Fill(Facts.WarmupSteps, "warmup_steps");
                break;
            case "CyclicLRScheduler":
                // From base_lr up to max_lr within step_size updates, and down again.
                draft.Infer(Facts.ScheduleRampsUp, true, "the scheduler");
                Fill(Facts.LearningRate, "max_lr");
                Fill(Facts.WarmupStartLearningRate, "base_lr");
                Fill(Facts.WarmupSteps, "step_size");
                break;
            case "InverseSquareRootScheduler":
                draft.Mean(Facts.LearningRate, Meaning.SetByScheduler);
                Fill(Facts.WarmupSteps, "warmup_steps");
                break;
            default:
                ApplyEpochSchedule(scope, draft, name);
                break;
        }

        void Fill(SettingKey<double> key, string argument) => SpeechBrainSchedulers.Fill(scope, draft, key, argument);
    }

    private static void ApplyEpochSchedule(RecipeScope scope, RecipeBuilder draft, string name)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        switch (name)
        {
            case "NewBobScheduler":
                Fill(scope, draft, Facts.LearningRate, "initial_value");
                Fill(scope, draft, Facts.DecayFactor, "annealing_factor");
                break;
            case "LinearScheduler":
                Fill(scope, draft, Facts.LearningRate, "initial_value");
                Fill(scope, draft, Facts.FinalLearningRate, "final_value");
                Fill(scope, draft, Facts.ScheduleLength, "epoch_count");
                break;
            case "StepScheduler":
                Fill(scope, draft, Facts.LearningRate, "initial_value");
                Fill(scope, draft, Facts.DecayFactor, "decay_factor");
                break;
            case "ReduceLROnPlateau":
                Fill(scope, draft, Facts.DecayFactor, "factor");
                Fill(scope, draft, Facts.FinalLearningRate, "lr_min");
                break;
            case "ExponentialLR":
                Fill(scope, draft, Facts.DecayFactor, "gamma");
                break;
            default:
                return;
        }

        draft.SetNone(Facts.WarmupSteps);
    }

    // With model_size the start is a factor; without it the class multiplies by warmup^1/2, so that the start is the peak.
    private static void ApplyNoam(RecipeScope scope, RecipeBuilder draft)
    {
        draft.Mean(Facts.LearningRate, Meaning.SetByScheduler);
        Fill(scope, draft, Facts.WarmupSteps, "n_warmup_steps");
        if (scope.Text("model_size") is null && !scope.Has("model_size"))
        {
            Fill(scope, draft, Facts.LearningRate, "lr_initial");
            return;
        }

        var factor = Values.Number(scope, scope.Node("lr_initial"), scope.Absolute("lr_initial"));
        NoamSchedule.Apply(draft, factor, scope.Number("model_size"), scope.Number("n_warmup_steps"));
    }

    // The scheduler overwrites the optimizer's rate at its first call.
    private static void Fill(RecipeScope scope, RecipeBuilder draft, SettingKey<double> key, string argument)
    {
        if (scope.Node(argument) is { } node)
        {
            draft.Set(key, Values.Number(scope, node, scope.Absolute(argument)));
        }
    }
}
