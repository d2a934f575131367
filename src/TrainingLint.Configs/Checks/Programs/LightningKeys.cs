using System;
using System.Linq;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// What <c>configure_optimizers</c> returns beside the optimizer under a key that Lightning does not read: it knows <c>optimizer</c>,
/// <c>lr_scheduler</c> and <c>monitor</c>, and drops the rest with a warning (<c>lightning/pytorch/core/optimizer.py</c>,
/// _validate_optim_conf).
/// </summary>
internal static class LightningKeys
{
    private static readonly string[] Meant =
        ["scheduler", "schedulers", "lr_schedulers", "sched", "lr_sched", "lr_schedule", "learning_rate_scheduler", "lr_scheduler_config"];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("def configure_optimizers"))
        {
            return;
        }

        foreach (var (returned, scope) in program.Calls.Returned)
        {
            if (scope.Name == "configure_optimizers" && returned.Has("optimizer") && !returned.Has("lr_scheduler")
                && !returned.Has(PythonFormat.Rest)
                && returned.Entries.FirstOrDefault(entry => Array.IndexOf(Meant, entry.Key.Text) >= 0) is { } entry)
            {
                program.Note(new WithoutEffectObservation(entry.Key.Place, entry.Key.Text, "the key '" + entry.Key.Text + "'",
                    "Lightning looks for 'lr_scheduler' beside 'optimizer' and drops the rest, so there is no schedule at all",
                    Severity.Warning));
            }
        }
    }
}
