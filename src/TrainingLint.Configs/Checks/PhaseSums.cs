using System;
using System.Linq;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// The phases of a schedule that rises, holds and falls, and that together are longer than the run: the fall is cut off, so the run ends
/// at a high rate (MiniCPM's warmup, stable and decay; <c>transformers/optimization.py</c>, get_wsd_schedule).
/// </summary>
internal static class PhaseSums
{
    private static readonly string[] Warmups = ["warmup_steps", "num_warmup_steps", "warmup_iters", "lr_warmup_steps"];
    private static readonly string[] Holds = ["stable_steps", "num_stable_steps", "lr_stable_steps"];
    private static readonly string[] Falls = ["decay_steps", "num_decay_steps", "cooldown_steps", "lr_decay_steps", "num_cooldown_steps",
        "annealing_steps"];
    private static readonly string[] Runs = ["max_steps", "total_steps", "num_training_steps", "train_steps", "max_train_steps",
        "train_iters", "max_iters", "num_train_steps", "total_iters"];

    public static void Observe(CheckedDocument document)
    {
        foreach (var hold in document.Leaves.Where(leaf => Holds.Contains(leaf.Word)))
        {
            var phases = new[] { document.Beside(hold, Warmups), hold, document.Beside(hold, Falls) }.OfType<Leaf>()
                .Select(leaf => (Leaf: leaf, Number: document.Number(leaf))).Where(phase => phase.Number is > 0).ToArray();
            var run = document.Beside(hold, Runs) is { } total ? document.Number(total) : LengthOf(document);
            if (phases.Length > 1 && run is > 0 && phases.Sum(phase => phase.Number!.Value) is var sum && sum > run)
            {
                var longest = phases.OrderByDescending(phase => document.IsOwn(phase.Leaf.Entry.Value)).ThenByDescending(phase =>
                    phase.Number).First();
                document.ObserveUnfit(
                    longest.Leaf, FormattableString.Invariant($"phases of {sum} steps together"),
                        FormattableString.Invariant($"at most the {run} steps of the run"),
                    "the run ends before the rate has fallen");
            }
        }
    }

    private static double? LengthOf(CheckedDocument document)
    {
        var lengths = document.Recipes.Select(recipe => recipe.Get(Facts.MaxSteps)).Where(length => length.IsWritten).Select(length =>
            length.Or(0)).Distinct().ToArray();
        return lengths.Length == 1 ? lengths[0] : null;
    }
}
