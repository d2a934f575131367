using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// The one agent of Stable-Baselines3 that a program builds, with how long it learns and in how many environments: its arguments beside
/// <c>algorithm</c>, <c>total_timesteps</c> and <c>n_envs</c> in one mapping.
/// </summary>
internal static class AgentRuns
{
    private static readonly HashSet<string> Algorithms =
        ["PPO", "A2C", "DQN", "SAC", "TD3", "DDPG", "TRPO", "TQC", "QRDQN", "RecurrentPPO", "MaskablePPO", "CrossQ"];

    /// <summary>The root of the one agent; nothing where there are several, or the arguments are not in sight.</summary>
    public static IEnumerable<MappingNode> In(PythonProgram program)
    {
        var agents = program.Calls.Where(IsAgent).Take(2).ToArray();
        if (agents.Length != 1 || agents[0].Node is not { } built || built.Has(PythonFormat.Rest))
        {
            yield break;
        }

        var name = new ScalarNode(built.Source, built.Span, null, agents[0].Last, ScalarStyle.Plain);
        var entries = new List<MappingEntry> { new(PythonRoots.Key(built, "algorithm"), name) };
        entries.AddRange(built.Entries.Where(entry => entry.Key.Text is not ("n_envs" or "total_timesteps" or "algorithm" or "eval_freq" or "save_freq")));
        Add(entries, "total_timesteps", Only(program, "learn", "total_timesteps", "0"));
        Add(entries, "n_envs", Only(program, "make_vec_env", "n_envs", "1") ?? Only(program, "make_atari_env", "n_envs", "1"));
        Add(entries, "eval_freq", Only(program, "EvalCallback", "eval_freq", "4"));
        Add(entries, "save_freq", Only(program, "CheckpointCallback", "save_freq", "0"));
        yield return new MappingNode(built.Source, built.Span, PythonRoots.Run, entries);
    }

    private static bool IsAgent(PythonCall call) => Algorithms.Contains(call.Last)
        && (call.Receiver.StartsWith("stable_baselines3", StringComparison.Ordinal)
            || call.Receiver.StartsWith("sb3_contrib", StringComparison.Ordinal))
        && call.Node.HasAnyOf("0", "policy");

    // One call alone says it; a program that learns in several parts does not say how long.
    private static ConfigNode? Only(PythonProgram program, string function, string argument, string position)
    {
        var calls = program.Calls.Where(call => call.Last == function).Take(2).ToArray();
        return calls.Length == 1 && calls[0].Loop is null && !calls[0].Node.Has(PythonFormat.Rest)
            ? calls[0].Node[argument] ?? calls[0].Node[position] : null;
    }

    private static void Add(List<MappingEntry> entries, string key, ConfigNode? value)
    {
        if (value is not null)
        {
            entries.Add(new(PythonRoots.Key(value, key), value));
        }
    }
}
