using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// Ranges from which programs let search libraries draw: <c>trial.suggest_float("lr", low, high, log=True)</c> of Optuna
/// (<c>optuna/trial/_trial.py</c>, log=False by default), <c>{"lr": tune.uniform(low, high)}</c> of Ray (<c>ray/tune/search/sample.py</c>),
/// <c>hp.uniform("lr", low, high)</c> of hyperopt, <c>hp.Float("lr", low, high, sampling="log")</c> of KerasTuner
/// (<c>keras_tuner/engine/hyperparameters</c>, linear by default), and the dictionaries that sweeps of Weights and Biases are made of. All
/// are written down in one form: a name and how its values are drawn between which bounds.
/// </summary>
internal static class PythonSearches
{
    private const string Even = "uniform";
    private const string ByOrder = "loguniform";
    private const int Deepest = 6;
    private const int MostNodes = 100_000;

    public static IEnumerable<MappingNode> In(PythonProgram program)
    {
        MappingEntry[] drawn = [.. program.Calls.Select(Named).OfType<MappingEntry>(), .. Placed(program)];
        if (drawn.Length > 0)
        {
            yield return new MappingNode(drawn[0].Key.Source, drawn[0].Key.Span, PythonRoots.Search, drawn);
        }

        foreach (var sweep in program.Scopes.SelectMany(scope => scope.Order.Select(scope.Own)).OfType<MappingNode>()
            .Where(node => node["method"] is ScalarNode { Tag: null } && node["parameters"] is MappingNode))
        {
            yield return new MappingNode(sweep.Source, sweep.Span, PythonRoots.Search, sweep.Entries);
        }
    }

    // The first argument is the name under which the value is drawn.
    private static MappingEntry? Named(PythonCall call)
    {
        var how = call.Last switch
        {
            "suggest_float" => IsTrue(call.Node["log"]) ? ByOrder : Even,
            "suggest_uniform" or "suggest_discrete_uniform" => Even,
            "suggest_loguniform" => ByOrder,
            "Float" when call.Receiver is "hp" or "hyperparameters" =>
                call.Node["sampling"] is ScalarNode { Text: "log" or "reverse_log" } ? ByOrder : Even,
            "uniform" or "quniform" when call.Receiver == "hp" || call.Receiver.EndsWith(".hp", StringComparison.Ordinal) => Even,
            _ => null,
        };
        var name = call.Node["0"] ?? call.Node["name"];
        return how is not null && name is ScalarNode { Style: ScalarStyle.Quoted } key
            && Range(call.Node, how, call.Node["1"] ?? call.Node["low"] ?? call.Node["min_value"],
                call.Node["2"] ?? call.Node["high"] ?? call.Node["max_value"]) is { } range
            ? new MappingEntry(key, range)
            : null;
    }

    // Of Ray's samplers the name is the key of the dictionary that they stand in.
    private static IEnumerable<MappingEntry> Placed(PythonProgram program)
    {
        var samplers = new HashSet<ConfigNode>(program.Calls.Where(call => call.Receiver is "tune" or "ray.tune"
            && call.Last is "uniform" or "quniform" or "loguniform" or "qloguniform").Select(call => (ConfigNode)call.Node));
        if (samplers.Count == 0)
        {
            return [];
        }

        var left = MostNodes;
        var found = new List<MappingEntry>();
        foreach (var node in program.Scopes.SelectMany(scope => scope.Order.Select(scope.Own)).OfType<MappingNode>()
            .Concat(program.Returned.Select(returned => returned.Node)).Concat(program.Calls.Select(call => call.Node)))
        {
            Collect(node, samplers, found, Deepest, ref left);
        }

        return found;
    }

    private static void Collect(MappingNode node, HashSet<ConfigNode> samplers, List<MappingEntry> found, int levels, ref int left)
    {
        foreach (var entry in node.Written)
        {
            if (--left < 0 || entry.Value is not MappingNode inner)
            {
                continue;
            }

            if (samplers.Remove(inner))
            {
                var how = NodeTags.CalledBy(inner)!.IndexOf("log", StringComparison.Ordinal) >= 0 ? ByOrder : Even;
                if (Range(inner, how, inner["0"] ?? inner["lower"], inner["1"] ?? inner["upper"]) is { } range)
                {
                    found.Add(new MappingEntry(entry.Key, range));
                }
            }
            else if (levels > 0)
            {
                Collect(inner, samplers, found, levels - 1, ref left);
            }
        }
    }

    private static MappingNode? Range(MappingNode call, string how, ConfigNode? low, ConfigNode? high) => low is null || high is null ? null
        : new MappingNode(call.Source, call.Span, null,
        [
            new(PythonRoots.Key(call, "type"), PythonRoots.Key(call, how)),
            new(PythonRoots.Key(low, "low"), low),
            new(PythonRoots.Key(high, "high"), high),
        ]);

    private static bool IsTrue(ConfigNode? flag) => flag is not null && !(flag is ScalarNode { Text: "False" });
}
