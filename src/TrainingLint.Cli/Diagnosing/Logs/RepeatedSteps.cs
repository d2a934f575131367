using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>
/// The numbers of a run that was resumed: it writes the steps since its checkpoint once more, and what it wrote of them before is of a run
/// that is gone. In the middle of what replaced it, it would hide where the run went.
/// </summary>
internal static class RepeatedSteps
{
    /// <summary>A log that goes back more often is in an order of its own, as one that is sorted by something else.</summary>
    private const int MostResumptions = 20;

    private const int FewestBetween = 5;

    /// <summary>The points in the order of their steps, without those that a resumed run wrote again. What was no number is kept.</summary>
    /// <param name="written">At least one, in the order in which they were written.</param>
    public static IReadOnlyList<LogPoint> Last(IReadOnlyList<LogPoint> written)
    {
        var resumptions = Enumerable.Range(1, written.Count - 1).Where(i => written[i].Step < written[i - 1].Step).ToArray();
        if (resumptions.Length is 0 or > MostResumptions || resumptions.Length * FewestBetween > written.Count)
        {
            return [.. written.OrderBy(point => point.Step)];
        }

        var kept = new List<LogPoint>();
        var from = 0;
        foreach (var next in resumptions.Append(written.Count))
        {
            kept.RemoveAll(point => double.IsFinite(point.Value) && point.Step >= written[from].Step);
            kept.AddRange(written.Skip(from).Take(next - from));
            from = next;
        }

        return [.. kept.OrderBy(point => point.Step)];
    }
}
