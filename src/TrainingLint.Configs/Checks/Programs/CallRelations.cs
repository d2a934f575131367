using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Checks.Relations;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Arguments of calls to libraries that do not go together, as the files of relations have them.</summary>
internal static class CallRelations
{
    // Libraries whose programs have none of the signs of a training by hand.
    private static readonly string[] Libraries =
    [
        "stable_baselines3", "sb3_contrib", "lightgbm", "xgboost", "catboost", "sklearn", "optuna", "hyperopt", "gensim", "fasttext", "flwr",
        "deepxde", "keras_tuner", "kerastuner", "tianshou", "torchaudio", "ray import tune", "ray.tune", "imblearn", "lerobot",
    ];

    /// <summary>True for a program of a library whose calls are known.</summary>
    public static bool MaySpeakIn(string text) => Array.Exists(Libraries, library => text.IndexOf(library, StringComparison.Ordinal) >= 0);

    public static void Observe(TrainingProgram program)
    {
        if (!program.Lines.Any(line => line.Word is "import" or "from"))
        {
            return;
        }

        foreach (var call in program.Calls.Calls)
        {
            foreach (var block in RelationFiles.OfCall(call.Last))
            {
                if (Settings(block, call) is { } bag && block.IsSpokenOfIn(program.Source.Text)
                    && !(block.IsOfPrograms && program.Source.Source.Format is NotebookFormat))
                {
                    Observe(program, block, bag, call);
                }
            }
        }
    }

    private static void Observe(TrainingProgram program, RelationBlock block, SettingBag bag, PythonCall call)
    {
        var name = block.Method is null ? call.Last : DottedName.Last(NodeTags.CalledBy(call.Receives) ?? call.Receiver) + "." + call.Last;
        foreach (var row in block.Rows)
        {
            if (row.In(bag, call.Node, key => name + "." + key) is { } observation)
            {
                program.Note(observation);
            }
        }
    }

    private static SettingBag? Settings(RelationBlock block, PythonCall call)
    {
        if (block.Method is null)
        {
            return block.Calls.Any(called => Calls(call.Name, called)) ? Bag(block, [("", call.Node, block.Arguments)]) : null;
        }

        return call.Last == block.Method && call.Receives is MappingNode built && NodeTags.CalledBy(built) is { } name
            && block.Calls.Any(called => Calls(name, called))
            ? Bag(block, [(block.Method + ".", call.Node, block.Arguments), ("", built, [])]) : null;
    }

    // From the library's name to the class, with any modules between the two; a star stands for any object.
    private static bool Calls(string name, string called)
    {
        var (library, rest) = (called.Substring(0, called.IndexOf('.')), called.Substring(called.IndexOf('.') + 1));
        return library == "*" ? DottedName.Last(name) == rest
            : name.StartsWith(library + ".", StringComparison.Ordinal) && name.EndsWith("." + rest, StringComparison.Ordinal);
    }

    private static SettingBag Bag(
        RelationBlock block, IReadOnlyList<(string Prefix, MappingNode Node, IReadOnlyList<string> Positions)> parts)
    {
        var entries = new Dictionary<string, MappingEntry>(StringComparer.Ordinal);
        var isOpen = false;
        foreach (var (prefix, node, positions) in parts)
        {
            isOpen |= node.Has(PythonFormat.Rest);
            foreach (var entry in node.Entries)
            {
                var name = int.TryParse(entry.Key.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < positions.Count
                    ? positions[at] : entry.Key.Text;
                entries[prefix + name] = entry;
                isOpen |= block.Spread.Contains(name) && !TrySpread(name, entry.Value, entries);
            }
        }

        return new SettingBag(name => entries.TryGetValue(name, out var entry) ? entry : null, ScalarSchema.Python)
        {
            IsOpen = isOpen,
            Defaults = block.Defaults,
        };
    }

    // Parameters in a dictionary of their own, or in an object that is built with them; what is put together elsewhere is not seen.
    private static bool TrySpread(string name, ConfigNode value, Dictionary<string, MappingEntry> entries)
    {
        if (value is not MappingNode given)
        {
            return value is ScalarNode { Text: "None" };
        }

        foreach (var entry in given.Entries.Where(entry => !char.IsDigit(entry.Key.Text.FirstOrDefault())))
        {
            // What an object is built with is asked for by the object's name; a dictionary is unpacked.
            entries[name + "." + entry.Key.Text] = entry;
            if (given.Tag is null && !entries.ContainsKey(entry.Key.Text))
            {
                entries[entry.Key.Text] = entry;
            }
        }

        return !given.Has(PythonFormat.Rest);
    }
}
