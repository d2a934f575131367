using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Parts of a training that begin only after its end: a discriminator, an average, a layer that is frozen at first, and the fall of a step
/// schedule whose period is longer than the run in whatever unit it is stepped.
/// </summary>
internal static class StartsBeyondEnd
{
    // Far beyond the end, such a start is a way to write "never".
    private const double Never = 50;

    // An epoch of fewer steps hardly occurs, so that in steps the rate would be gone long before the end.
    private const double FewSteps = 100;

    private const double Gone = 1e-4;

    private const double FewEpochs = 20;

    // Of the run, as a share.
    private const double Beginning = 0.05;

    private static readonly HashSet<string> Steps = WordList.Of(
        "discriminator_train_start_steps generator_train_start_steps disc_start_steps discriminator_start_steps gan_start_steps "
            + "adv_start_steps ema_start_steps ema_start_step freeze_steps swa_start_steps unfreeze_step");

    private static readonly HashSet<string> Epochs = WordList.Of(
        "warmup_teacher_temp_epochs freeze_last_layer_epochs freeze_epochs freeze_backbone_epochs unfreeze_epoch ema_start_epoch "
            + "gan_start_epoch disc_start_epoch discriminator_start_epoch adv_start_epoch swa_start_epoch swa_epoch_start "
        + "freeze_encoder_epochs lr_decay_start_epoch decay_start_epoch start_decay_epoch epoch_start_decay start_swa_epoch");

    // Where the decay has a length of its own, the run is as much longer (CycleGAN's n_epochs and n_epochs_decay).
    private static readonly HashSet<string> FurtherEpochs = WordList.Of("epochs_decay n_epochs_decay num_epochs_decay niter_decay decay_epochs");

    public static void Observe(CheckedDocument document)
    {
        foreach (var leaf in document.Leaves.Where(leaf => (Steps.Contains(leaf.Word) || Epochs.Contains(leaf.Word)) && !IsAClimb(leaf)))
        {
            var key = Steps.Contains(leaf.Word) ? Facts.MaxSteps : Facts.Epochs;
            var runs = document.Recipes.Select(recipe => recipe.Get(key)).Where(length => length.IsWritten
                && length.Or(0) > 0).Select(length => length.Or(0)).Distinct().ToArray();
            if (runs.Length == 1 && !document.Leaves.Any(other => FurtherEpochs.Contains(other.Word)) && document.Number(leaf) is { } start
                && start >= runs[0] && start < Never * runs[0] && runs[0] > 1)
            {
                document.ObserveUnfit(leaf, FormattableString.Invariant($"less than {runs[0]}, the length of the run"),
                    "the run is over before what it puts off begins");
            }
        }

        ObservePeriods(document);
        ObserveDrops(document);
    }

    // DINOv2 and DINOv3 (train/train.py) let the teacher's temperature climb for as long as it takes, whatever the length of the run; the
    // first DINO fills the rest of the run with it, and fails where there is none.
    private static bool IsAClimb(Leaf leaf) => leaf.Path == "teacher.warmup_teacher_temp_epochs";

    // As epochs some lie beyond the end; as steps all are over when the run has hardly begun.
    private static void ObserveDrops(CheckedDocument document)
    {
        foreach (var recipe in document.Recipes.Where(recipe => document.IsHomeMade && recipe.ScheduleUnit == LengthUnit.Unknown
            && !recipe.Get(Facts.MaxSteps).IsWritten))
        {
            if (recipe.Get(Facts.Milestones) is { IsWritten: true, Key: { } path } milestones && milestones.TryGet(out var drops)
                && drops.Count > 0
                && recipe.Get(Facts.Epochs).TryGet(out var epochs) && epochs >= FewEpochs && drops.Max() is var last && last > epochs
                && last < epochs * FewSteps * Beginning && document.Leaves.FirstOrDefault(leaf => leaf.Path == path) is { } leaf)
            {
                document.ObserveUnfit(
                    leaf, FormattableString.Invariant($"a drop at {last}"),
                        FormattableString.Invariant($"drops within the {epochs} epochs of the run"),
                    FormattableString.Invariant($"as epochs it lies beyond the end, and as steps of {FewSteps} or more an epoch")
                        + " all drops come at the very beginning");
            }
        }
    }

    // As epochs it never comes; as steps the rate is gone early, unless an epoch has hardly any.
    private static void ObservePeriods(CheckedDocument document)
    {
        foreach (var period in document.Leaves.Where(leaf => leaf.Word is "step_size" or "lr_step_size" && document.IsHomeMade))
        {
            var recipe = document.Recipes.FirstOrDefault(recipe => period.Entry.Value.Place.Equals(recipe.Get(Facts.ScheduleLength).Place));
            if (recipe is null || recipe.Get(Facts.MaxSteps).IsWritten || !recipe.Get(Facts.Epochs).TryGet(out var epochs) || epochs < 2
                || recipe.ScheduleUnit != LengthUnit.Unknown || !recipe.Get(Facts.DecayFactor).TryGet(out var factor)
                    || factor is not (> 0 and < 1)
                || document.Number(period) is not { } length || length <= epochs)
            {
                continue;
            }

            if (Math.Pow(factor, Math.Floor(epochs * FewSteps / length)) < Gone)
            {
                document.ObserveUnfit(
                    period, FormattableString.Invariant($"less than the {epochs} epochs of the run"),
                    FormattableString.Invariant($"as epochs the rate never drops, and as steps of {FewSteps} or more an epoch")
                        + " it is gone long before the end");
            }
        }
    }
}
