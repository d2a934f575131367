using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>One round of a loop: what it does to gradients, weights and rates, in the order in which it does.</summary>
/// <param name="Loop">The header of the loop.</param>
/// <param name="Events">What one round does.</param>
internal sealed record TrainingRound(OutlineLine Loop, IReadOnlyList<TrainingEvent> Events)
{
    /// <summary>Once in every round of the loop itself, of no loop inside of it.</summary>
    public IEnumerable<TrainingEvent> Own => Events.Where(one => one.IsAlways);

    /// <summary>True where something else may clear, compute or follow gradients.</summary>
    public bool MayDoMore => Events.Any(one => one.Act == TrainingAct.Unknown);

    /// <summary>What of one kind happens in a round, however deep.</summary>
    public TrainingEvent[] Of(TrainingAct act) => [.. Events.Where(one => one.Act == act)];
}
