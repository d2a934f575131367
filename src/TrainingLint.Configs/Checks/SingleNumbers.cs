using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Lists under keys at which a framework reads one number.</summary>
internal static class SingleNumbers
{
    // Rates, decays and momenta may be listed by parameter group, stage or cycle; of these there is one in a run.
    private static readonly SettingKey[] Single =
    [
        Facts.MaxSteps, Facts.Epochs, Facts.BatchSize, Facts.EffectiveBatchSize, Facts.Seed, Facts.WarmupSteps, Facts.WarmupEpochs,
            Facts.WarmupRatio,
        Facts.GradientAccumulation, Facts.LoraRank, Facts.LoraAlpha,
    ];

    public static void Observe(CheckedDocument document)
    {
        // latent-diffusion lists a warmup for each cycle (ldm/lr_scheduler.py), fairseq an accumulation for each epoch (update_freq).
        if (document.IsHomeMade || document.Dialect.Name is "latent-diffusion"
            || document.Dialect.Name.StartsWith("fairseq", StringComparison.Ordinal)
            || document.Recipes.Any(recipe => recipe.Is(Facts.Sweep)))
        {
            return;
        }

        var scopes = document.Dialect.KeyScopes(document.View).DefaultIfEmpty("").ToArray();
        var paths = document.Dialect.Table.Where(row => Single.Contains(row.Setting)).SelectMany(row => row.Paths);
        var known = new HashSet<string>(paths.SelectMany(path => scopes.Select(scope => KnownKey.Absolute(scope, path))),
            StringComparer.Ordinal);
        foreach (var leaf in document.Leaves.Where(leaf => leaf.Entry.Value is SequenceNode { Items.Count: > 1 }
            && known.Contains(leaf.Path)))
        {
            if (document.IsOwn(leaf.Entry.Value))
            {
                var found = FormattableString.Invariant($"a list of {((SequenceNode)leaf.Entry.Value).Items.Count}");
                document.Observe(new WrongTypeObservation(
                    leaf.Entry.Value.Place, leaf.Path, found, "a single number", "what counts by it stops with a TypeError", Severity.Error));
            }
        }
    }
}
