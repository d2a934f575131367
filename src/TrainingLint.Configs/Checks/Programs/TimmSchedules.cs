using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// timm's cosine with a warm-up inside of its course: without <c>warmup_prefix</c> the cosine counts from step 0
/// (<c>timm/scheduler/cosine_lr.py</c>, _get_lr), so the rate drops at the end of the warm-up by what the cosine has lost meanwhile.
/// </summary>
internal static class TimmSchedules
{
    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("CosineLRScheduler(") || !program.Outline.Mentions("timm"))
        {
            return;
        }

        foreach (var call in program.Calls.Calls.Where(call => call.Last == "CosineLRScheduler"
            && call.Name.IndexOf("timm", StringComparison.Ordinal) >= 0))
        {
            if (call.Node["warmup_t"] is { } warmup && !call.Node.HasAnyOf("warmup_prefix", PythonFormat.Rest)
                && warmup is not ScalarNode { Text: "0" } && call.Node["t_initial"] is { } length && IsLong(warmup, length))
            {
                program.NoteUnfit(warmup.Place, "CosineLRScheduler.warmup_prefix", "a warm-up without it",
                    "warmup_prefix=True, and the length of the warm-up taken off t_initial",
                    "the cosine counts from step 0, so the rate drops suddenly when the warm-up ends", Core.Findings.Severity.Info);
            }
        }
    }

    // A warm-up of a few percent loses next to nothing.
    private static bool IsLong(ConfigNode warmup, ConfigNode length) => PythonNodes.Number(warmup) is not { } steps
        || PythonNodes.Number(length) is not { } all || steps.Number > 0.05 * all.Number;
}
