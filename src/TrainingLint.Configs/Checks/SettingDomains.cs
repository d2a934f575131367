using System;
using System.Collections.Generic;
using TrainingLint.Configs.HomeMade;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Numbers of a recipe outside of the domain in the description of their fact, for facts that no rule of their own judges.</summary>
internal static class SettingDomains
{
    private const string Empty = "a loop over a negative number of rounds never runs, so nothing is trained";

    private static readonly IReadOnlyList<(SettingKey<double> Key, double[] Sentinels, string Consequence)> Rows =
    [
        (Facts.Epochs, [0, -1], Empty),
        (Facts.MaxSteps, [0, -1], "the loop counts whole steps; a negative number of them never runs"),
        (Facts.MaxTokens, [0, -1], Empty),
        (Facts.WarmupSteps, [-1], "a warmup cannot have a negative length: the schedule starts outside of its range, or divides by it"),
        (Facts.WarmupEpochs, [-1], "a warmup cannot have a negative length: the schedule starts outside of its range, or divides by it"),
        (Facts.WarmupRatio, [-1], "it is a share of the run; a percentage must be divided by 100"),
        (Facts.SchedulePower, [0], "a falling share raised to a negative power grows without bound"),
        (Facts.Seed, [-1], "numpy.random.seed takes whole numbers from 0 on and raises a ValueError or TypeError"),
        (Facts.DataSeed, [-1], "generators take whole numbers from 0 on"),
        (Facts.StepsPerEpoch, [-1], "an epoch of no steps trains nothing"),
        (Facts.DecayFactor, [], "the rate is multiplied by it, so it ends at once, changes its sign, or grows"),
        (Facts.LoraAlpha, [], "alpha over rank scales the adapter: at 0 it does nothing, below 0 it learns the opposite"),
    ];

    public static void Observe(CheckedDocument document)
    {
        foreach (var recipe in document.Recipes)
        {
            foreach (var (key, sentinels, consequence) in Rows)
            {
                if (recipe.Get(key) is
                    {
                        State: SettingState.Known, Origin: Origin.File, Place: { } place, Key: { } path,
                        Text: { } text
                    } setting
                    && setting.TryGet(out var number) && !double.IsNaN(number) && !double.IsInfinity(number)
                        && !(key == Facts.DecayFactor && document.Dialect is Generic)
                        && !(key == Facts.MaxSteps && document.MayCountEpochs(place))
                        && !key.Domain!.Contains(number) && Array.IndexOf(sentinels, number) < 0)
                {
                    document.Observe(new WrongTypeObservation(place, path, text, key.Domain.Text, consequence, Severity.Error));
                }
            }
        }
    }
}
