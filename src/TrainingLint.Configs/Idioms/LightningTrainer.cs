using System;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>
/// The arguments of Lightning's Trainer, which several dialects write below <c>trainer</c>
/// (Lightning-AI/pytorch-lightning, <c>src/lightning/pytorch/trainer/trainer.py</c>).
/// </summary>
internal static class LightningTrainer
{
    /// <summary>Puts what the trainer says into a recipe; what it leaves out takes Lightning's defaults.</summary>
    public static void Fill(RecipeScope scope, RecipeBuilder draft)
    {
        draft.Mean(Meaning.EndsTheRun);
        FillLengths(scope, draft);
        var clip = scope.Read("trainer.gradient_clip_val");
        var none = draft.IsFragment ? Setting<double>.Unknown : Setting<double>.Missing;
        var isValue = scope.IsAny("trainer.gradient_clip_algorithm", "value");
        draft.Set(Facts.GradientClipNorm, isValue || clip.State == SettingState.Absent ? none : clip);
        draft.Set(Facts.GradientClipValue, isValue ? clip : none);
        draft.Set(Facts.GradientAccumulation, Otherwise(draft, scope.Read("trainer.accumulate_grad_batches"), 1));
        draft.EvaluationUnit = LengthUnit.Epochs;
        draft.Set(Facts.EvaluationInterval, scope.Read("trainer.check_val_every_n_epoch") is { State: SettingState.Known } interval ? interval : Setting<double>.Unknown);
        FillStepsBetweenEvaluations(scope, draft);
        draft.Set(Facts.Precision, Precision(scope, draft));
        if (scope.Has("trainer.deterministic"))
        {
            draft.Set(Facts.Deterministic, Values.Flag(scope, scope.Node("trainer.deterministic"), scope.Absolute("trainer.deterministic")));
        }
    }

    // A whole val_check_interval counts batches, which are steps where nothing is accumulated (trainer.py, val_check_interval).
    private static void FillStepsBetweenEvaluations(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Node("trainer.val_check_interval") is ScalarNode scalar && scalar.Read(scope.Loader.Schema) is { Kind: ScalarKind.Integer, Number: > 1 }
            && draft.Get(Facts.MaxSteps).HasValue && draft.Get(Facts.GradientAccumulation).Is(1))
        {
            draft.EvaluationUnit = LengthUnit.Steps;
            draft.Set(Facts.EvaluationInterval, scope.Read("trainer.val_check_interval"));
        }
    }

    // Neither limit given means 1000 epochs; -1 is no limit.
    private static void FillLengths(RecipeScope scope, RecipeBuilder draft)
    {
        var epochs = Limit(scope.Read("trainer.max_epochs"));
        var steps = Limit(scope.Read("trainer.max_steps"));
        var isUnlimited = epochs.State == SettingState.Absent && steps.State == SettingState.Absent;
        draft.Set(Facts.Epochs, isUnlimited && !draft.IsFragment && !scope.Has("trainer.max_epochs") ? Setting<double>.ByDefault(1000) : Known(epochs));
        draft.Set(Facts.MaxSteps, Known(steps));
    }

    private static Setting<double> Limit(Setting<double> written) => written.Is(-1) ? Setting<double>.Missing : written;

    private static Setting<double> Known(Setting<double> setting) =>
        setting.State == SettingState.Absent ? Setting<double>.Unknown : setting;

    private static Setting<double> Otherwise(RecipeBuilder draft, Setting<double> written, double byDefault) =>
        written.State != SettingState.Absent ? written : draft.IsFragment ? Setting<double>.Unknown : Setting<double>.ByDefault(byDefault);

    // 32, 16-mixed, bf16-mixed, 16-true, transformer-engine and the like.
    private static Setting<string> Precision(RecipeScope scope, RecipeBuilder draft)
    {
        var written = Values.Text(scope, scope.Node("trainer.precision"), scope.Absolute("trainer.precision"));
        if (!written.TryGet(out var text) || written.Place is not { } place)
        {
            return written.State == SettingState.Absent && !draft.IsFragment ? Setting<string>.ByDefault("fp32") : Setting<string>.Unknown;
        }

        return Setting<string>.Written(PrecisionWord(text), text, written.Key!, place, written.Origin);
    }

    /// <summary>Lightning's spelling of a precision in one word; what is unknown stays as written.</summary>
    public static string PrecisionWord(string text) =>
        text.StartsWith("32", StringComparison.Ordinal) ? "fp32"
        : text.StartsWith("64", StringComparison.Ordinal) ? "fp64"
        : text.StartsWith("bf16", StringComparison.Ordinal) ? "bf16"
        : text.StartsWith("16", StringComparison.Ordinal) ? "fp16"
        : text;

    /// <summary>Patience of an EarlyStopping callback in a list of <c>class_path</c> and <c>init_args</c>; 3 unless written.</summary>
    public static Setting<double> Patience(RecipeScope scope)
    {
        if (scope.Node("trainer.callbacks") is not SequenceNode callbacks)
        {
            return Setting<double>.Unknown;
        }

        for (var i = 0; i < callbacks.Items.Count; i++)
        {
            var path = FormattableString.Invariant($"trainer.callbacks.{i}");
            if ((scope.Text(path + ".class_path") ?? "").EndsWith("EarlyStopping", StringComparison.Ordinal))
            {
                var patience = scope.Read(path + ".init_args.patience");
                return patience.State == SettingState.Absent ? Setting<double>.ByDefault(3) : patience;
            }
        }

        return Setting<double>.Missing;
    }

    /// <summary>True for a class of torch.optim whose momentum is 0 unless written.</summary>
    public static bool IsSgd(Setting<string> optimizer) =>
        optimizer.TryGet(out var name) && DottedName.Last(name) is "SGD";
}
