using System;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>
/// The answers that GRPO compares per prompt. The advantage of an answer is its reward minus the group's mean (Shao et al. 2024), so a
/// group of one teaches nothing (<c>trl/trainer/grpo_config.py</c> and axolotl's validation refuse it).
/// </summary>
internal static class AnswerGroup
{
    /// <summary>Notes a group that is too small to compare anything.</summary>
    public static void Observe(RecipeScope scope, string path)
    {
        // TRL's distillation trainers know 'lmbda', and sample a single answer of the student.
        if (scope.Has("lmbda"))
        {
            return;
        }

        if (Values.Number(scope, scope.Node(path), scope.Absolute(path)) is { IsWritten: true, Place: { } place } size && size.Or(2) < 2)
        {
            scope.Observe(new WrongTypeObservation(place, size.Key!, "a group of " + size.Text, "at least 2 answers per prompt", "an answer has no advantage over itself, so the trainer refuses to start", Severity.Error));
        }
    }

    /// <summary>
    /// Notes a batch of one device that holds no whole number of groups, so that the trainer starts only on some numbers of devices
    /// (<c>trl/trainer/grpo_config.py</c>, __post_init__: generation_batch_size must be divisible by num_generations).
    /// </summary>
    public static void ObserveShare(RecipeScope scope, RecipeBuilder draft, string path)
    {
        if (scope.HasAny("generation_batch_size", "steps_per_generation", "lmbda") || draft.IsFragment
            || Values.Number(scope, scope.Node(path), scope.Absolute(path)) is not { IsWritten: true, Place: { } place } size
            || !size.TryGet(out var group) || group < 2 || group != Math.Floor(group)
            || !draft.Get(Facts.BatchSize).TryGet(out var batch) || !draft.Get(Facts.GradientAccumulation).TryGet(out var accumulation)
            || batch * accumulation is not (> 0 and var answers) || answers % group == 0)
        {
            return;
        }

        var isTold = draft.Get(Facts.WorldSize).TryGet(out var devices) && devices > 0;
        if (isTold && answers * devices % group == 0)
        {
            return;
        }

        scope.Observe(new WrongTypeObservation(
            place, size.Key!, FormattableString.Invariant($"a group of {size.Text} where a step gathers {answers} answers per device"),
            "a group size that divides batch * accumulation * devices",
            isTold ? "groups would be torn apart, so the trainer stops with a ValueError"
                : "on one device, and on every number of them that does not make it a multiple, the trainer stops with a ValueError",
            isTold ? Severity.Error : Severity.Info));
    }
}
