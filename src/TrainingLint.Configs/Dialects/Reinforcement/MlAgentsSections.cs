using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Reinforcement;

/// <summary>
/// Which key belongs into which section of a behavior (<c>mlagents/trainers/settings.py</c>, classes of attrs). The loader refuses
/// every key in a section that has no such field; most such files carry keys of the older, flat layout.
/// </summary>
internal static class MlAgentsSections
{
    private static readonly (string Section, string[] Keys)[] Table =
    [
        ("", ["trainer_type", "checkpoint_interval", "init_path", "keep_checkpoints", "even_checkpoints", "max_steps", "time_horizon", "summary_freq", "threaded"]),
        ("hyperparameters",
        [
            "batch_size", "buffer_size", "learning_rate", "learning_rate_schedule", "beta", "beta_schedule", "epsilon", "epsilon_schedule", "lambd", "num_epoch", "shared_critic",
            "buffer_init_steps", "tau", "steps_per_update", "save_replay_buffer", "init_entcoef", "reward_signal_steps_per_update",
        ]),
        ("network_settings", ["normalize", "hidden_units", "num_layers", "vis_encode_type", "goal_conditioning_type", "deterministic"]),
        ("network_settings.memory", ["sequence_length", "memory_size"]),
        ("reward_signals.extrinsic", ["gamma", "strength"]),
        ("self_play", ["save_steps", "team_change", "swap_steps", "window", "play_against_latest_model_ratio", "initial_elo"]),
        ("behavioral_cloning", ["demo_path", "steps", "strength", "samples_per_update", "num_epoch", "batch_size"]),
    ];

    /// <summary>Keys of the flat layout that have no successor under their own name.</summary>
    private static readonly Dictionary<string, string> Successors = new(StringComparer.Ordinal)
    {
        ["use_recurrent"] = "a mapping network_settings.memory with sequence_length and memory_size",
        ["trainer"] = "trainer_type",
    };

    /// <summary>Paths of all keys within a behavior.</summary>
    public static IEnumerable<string> Paths =>
        Table.SelectMany(row => row.Keys.Select(key => row.Section.Length == 0 ? key : row.Section + "." + key));

    /// <summary>Notes keys of one section that stand in another, where the loader refuses them.</summary>
    public static void ObserveMisplaced(RecipeScope behavior)
    {
        foreach (var (section, keys) in Table)
        {
            if ((section.Length == 0 ? behavior.View.Mapping(behavior.Path) : behavior.Mapping(section)) is not { } mapping)
            {
                continue;
            }

            foreach (var entry in mapping.Entries.Where(entry => Array.IndexOf(keys, entry.Key.Text) < 0))
            {
                if (HomeOf(entry.Key.Text) is { } home)
                {
                    var place = section.Length == 0 ? "the behavior itself" : section;
                    behavior.Observe(new WrongTypeObservation(
                        entry.Key.Place,
                        behavior.Absolute(section.Length == 0 ? entry.Key.Text : section + "." + entry.Key.Text),
                        entry.Key.Text + " in " + place,
                        home,
                        "mlagents-learn refuses a key that the section does not have, and does not start",
                        Severity.Error));
                }
            }
        }
    }

    private static string? HomeOf(string key) =>
        Successors.TryGetValue(key, out var successor) ? successor
        : Table.FirstOrDefault(row => Array.IndexOf(row.Keys, key) >= 0) is { Keys: not null } row
            ? "it under " + (row.Section.Length == 0 ? "the behavior itself" : row.Section)
        : null;
}
