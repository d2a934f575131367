using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// Trainings that a program sets up by the methods of one config object, or by one call of a library, in the shape of its config files:
/// <c>PPOConfig().training(...)</c> of RLlib and <c>lightly_train.pretrain(...)</c>.
/// </summary>
internal static class BuilderRuns
{
    private static readonly HashSet<string> Methods =
    [
        "training", "env_runners", "rollouts", "debugging", "framework", "learners", "resources", "multi_agent", "offline_data",
    ];

    private static readonly Dictionary<string, string> Registered = new(StringComparer.Ordinal) { ["Impala"] = "IMPALA" };

    public static IEnumerable<MappingNode> In(PythonProgram program) => Lightly(program).Concat(RlLib(program));

    private static IEnumerable<MappingNode> Lightly(PythonProgram program) => program.Calls
        .Where(call => call.Receiver == "lightly_train"
            && (call.Last is "pretrain" or "train" || call.Last.StartsWith("train_", StringComparison.Ordinal))
            && !call.Node.Has(PythonFormat.Rest) && call.Node.HasAnyOf("data", "model", "optim", "optim_args", "model_args"))
        .Select(call => new MappingNode(
            call.Node.Source, call.Node.Span, PythonRoots.Run,
            [new(PythonRoots.Key(call.Node, "lightly"), Name(call.Node, call.Last)), .. call.Node.Entries]));

    // One algorithm and one call of training(): with several, which of them counts is for a run to tell.
    private static IEnumerable<MappingNode> RlLib(PythonProgram program)
    {
        const string Suffix = "Config";
        string[] built = [.. program.Calls.Where(call => call.Receiver.StartsWith("ray.rllib", StringComparison.Ordinal)
            && call.Last.EndsWith(Suffix, StringComparison.Ordinal) && call.Last.Length > Suffix.Length)
            .Select(call => call.Last).Distinct().Take(2)];
        var parts = program.Calls.Where(call => Methods.Contains(call.Last) && call.Receiver.Length > 0 && call.Loop is null).ToArray();
        if (built.Length != 1 || parts.Count(part => part.Last == "training") != 1
            || Array.Exists(parts, part => part.Node.Has(PythonFormat.Rest)))
        {
            yield break;
        }

        var training = parts.First(part => part.Last == "training").Node;
        var entries = parts.SelectMany(part => part.Node.Entries).Where(entry => !char.IsDigit(entry.Key.Text[0]))
            .GroupBy(entry => entry.Key.Text).Where(group => group.Count() == 1).Select(group => group.First());
        var name = built[0].Substring(0, built[0].Length - Suffix.Length);
        yield return PythonRoots.Parts(
            PythonRoots.Run,
            ("run", Name(training, Registered.TryGetValue(name, out var registered) ? registered : name)),
            ("config", new MappingNode(training.Source, training.Span, null, [.. entries])));
    }

    private static ScalarNode Name(ConfigNode at, string text) => new(at.Source, at.Span, null, text, ScalarStyle.Plain);
}
