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
}
