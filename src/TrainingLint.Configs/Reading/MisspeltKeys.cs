using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>Finds keys that the dialect does not know and that are one slip away from one that it knows and that is not there.</summary>
internal static class MisspeltKeys
{
    // Below six letters, two different words are too often one letter apart (lr and lrs, step and steps).
    internal const int ShortestKey = 6;

    public static void Observe(Dialect dialect, ConfigView config, ICollection<Observation> observations)
    {
        var scopes = dialect.KeyScopes(config).Distinct(StringComparer.Ordinal).ToArray();
        var seen = new HashSet<(string Path, string Meant)>();
        foreach (var path in dialect.SearchedPaths)
        {
            foreach (var absolute in path[0] == '/' ? [path.Substring(1)]
                : scopes.Select(scope => scope.Length == 0 ? path : scope + "." + path))
            {
                ObserveNear(dialect, config, absolute, seen, observations);
            }
        }
    }

    private static void ObserveNear(Dialect dialect, ConfigView config, string path, HashSet<(string Path, string Meant)> seen,
        ICollection<Observation> observations)
    {
        var split = path.LastIndexOf('.');
        var parent = split < 0 ? config.Root : config.Mapping(path.Substring(0, split));
        var meant = path.Substring(split + 1);
        if (parent is null || parent.Has(meant))
        {
            return;
        }

        foreach (var entry in parent.Written.Where(entry =>
            (IsOneSlip(entry.Key.Text, meant) || Slip.IsCaseOrSeparator(entry.Key.Text, meant))
                && !IsAbbreviation(config, entry.Key.Text, meant) && !dialect.KnownKeys.Contains(entry.Key.Text)))
        {
            var key = (split < 0 ? "" : path.Substring(0, split + 1)) + entry.Key.Text;
            if (seen.Add((key, meant)))
            {
                var treatment = dialect.UnknownKeysAt(split < 0 ? "" : path.Substring(0, split));
                observations.Add(new MisspeltKeyObservation(entry.Key.Place, key, entry.Key.Text, meant, Consequence(treatment))
                {
                    Framework = dialect.Framework,
                    IsRefused = treatment is UnknownKeys.Refused or UnknownKeys.PassedOn,
                });
            }
        }
    }

    /// <summary>What becomes of an unknown key, as the rest of a sentence.</summary>
    internal static string Consequence(UnknownKeys treatment) => treatment switch
    {
        UnknownKeys.Refused => "refuses to start",
        UnknownKeys.PassedOn => "hands it on as an argument, at which the call stops with a TypeError",
        UnknownKeys.Mentioned => "says so in its log and goes on without it",
        _ => "ignores it without a word",
    };

    // argparse takes the beginning of a flag for the flag.
    private static bool IsAbbreviation(ConfigView config, string written, string meant) =>
        config.Root.Command is not null && meant.StartsWith(written, StringComparison.Ordinal);

    /// <summary>One letter too many, too few, wrong, or two neighbours exchanged.</summary>
    internal static bool IsOneSlip(string written, string meant) => Slip.IsOne(written, meant);
}
