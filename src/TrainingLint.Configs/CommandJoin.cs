using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.HomeMade;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs;

/// <summary>
/// Puts a command together with the config file that it names: the file as its framework composes it, then the flags over it. Every value
/// keeps the file and place where it is written. Where nobody can tell who wins, the value is unknown.
/// </summary>
internal sealed class CommandJoin(ConfigFiles? files, List<Observation> observations)
{
    private static readonly string[] Flags = [
        "config", "config_file", "cfg", "cfg_file", "conf", "config_path", "config_yaml", "yaml", "yaml_path", "yaml_file", "yml", "hparams", "hparams_file", "training_config", "train_config", "c", "f", "opt",
        "params", "params_file", "options", "recipe", "args_file", "exp_config", "experiment_config", "yaml_cfg", "config_name_or_path",
    ];

    private static readonly string[] DeepSpeedFlags = ["deepspeed_config", "deepspeed", "ds_config"];

    private static readonly string[] Endings = [".yaml", ".yml", ".json", ".toml", ".py", ".cfg", ".ini"];

    private static readonly Regex HydraMain = new(@"hydra\.main\((?<arguments>[^)]*)\)", RegexOptions.CultureInvariant);

    /// <summary>The joined document with the dialect of its file; the command alone, as a part of a recipe, where its file cannot be read; null where it names none.</summary>
    public (ConfigView View, Dialect? Dialect)? Join(ConfigView raw)
    {
        var command = raw.Root.Command!;
        if (Reference(raw) is not { } reference)
        {
            return null;
        }

        var alone = (new ConfigView(raw.File, raw.Root, isComplete: false) { Files = files }, (Dialect?)null);
        if (reference.Base is not { } root)
        {
            return alone;
        }

        var own = new ConfigView(root.Source, root) { Files = files };
        var recognised = DialectCatalogue.Recognise(own);
        var composed = Compose(own, recognised?.Bases, raw.Root);
        if ((composed.IsComplete ? DialectCatalogue.Recognise(composed) : null) is { } settled)
        {
            recognised = settled;
        }

        if (recognised is not { } dialect)
        {
            return alone;
        }

        return Overrides(raw.Root, composed, dialect, reference.Flag) is { } overrides
            ? (new ConfigView(raw.File, DeepMerge.Over(composed.Root, overrides), composed.IsComplete && raw.IsComplete)
            {
                Files = files,
                Inherited = composed.Root
            }, dialect)
            : alone;
    }

    // What is wrong with the file itself is said where the file is read.
    private ConfigView Compose(ConfigView own, BaseFiles? bases, MappingNode flags) =>
        bases is { AreHydraGroups: true } || (bases is null && HydraDefault.Of(own.Root).Count > 0)
            ? new HydraComposer(files, [], Choices(flags, own.Root)).Compose(own.File, own.Root)
        : bases is null ? own
        : new Composer(files, bases, []).Compose(own.File, own.Root);

    private (string? Flag, MappingNode? Base)? Reference(ConfigView raw)
    {
        var command = raw.Root.Command!;
        foreach (var flag in Flags)
        {
            if (raw.Root[flag] is ScalarNode value && HasEnding(value.Text))
            {
                return (flag, Known(raw, value));
            }
        }

        if (raw.Text("config_name") is { } name || HydraName(raw) is { } found && (name = found) is not null)
        {
            return ("config_name", Hydra(raw, name));
        }

        return command.Positionals.FirstOrDefault(word =>
            HasEnding(word.Text) && !word.Text.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) is { } positional
            ? (null, Known(raw, positional))
            : command.Positionals.Count == 1 && raw.Root.Entries.Count == 0 && HasEnding(command.Positionals[0].Text)
            ? (null, Known(raw, command.Positionals[0]))
            : DeepSpeedFile(raw);
    }

    // Of a program that is not known and is told no rate, DeepSpeed's own file may hold all that trains.
    private static (string? Flag, MappingNode? Base)? DeepSpeedFile(ConfigView raw)
    {
        var flag = Array.Find(DeepSpeedFlags,
            name => raw.Root[name] is ScalarNode value && value.Text.EndsWith(".json", StringComparison.Ordinal));
        return flag is not null && DialectCatalogue.Recognise(raw) is null && Known(raw, (ScalarNode)raw.Root[flag]!) is { } file
            ? (flag, file)
            : null;
    }

    private static bool HasEnding(string text) =>
        Array.Exists(Endings, ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static MappingNode? Known(ConfigView raw, ScalarNode reference) =>
        reference.Tag == NodeTags.Unknown ? null : raw.Companion(reference.Text) ?? FromWithin(raw, reference.Text);

    // cd tools; ./train_net.py --config-file ../configs/x.yaml: the folder that is gone into may be any, and the way back leads here.
    private static MappingNode? FromWithin(ConfigView raw, string reference) =>
        reference.StartsWith("../", StringComparison.Ordinal) && GoesInto.IsMatch(raw.File.Text)
            ? raw.Companion(reference.Substring("../".Length)) : null;

    private static readonly Regex GoesInto = new(@"(?m)^\s*(?:cd|pushd)\s+(?![./~$""'])\w[\w-]*/?\s*(?:$|[;&#])", RegexOptions.CultureInvariant);

    // The folder of a Hydra config is relative to the script.
    private MappingNode? Hydra(ConfigView raw, string name)
    {
        var file = HasEnding(name) ? name : name + ".yaml";
        var command = raw.Root.Command!;
        var script = command.Program.EndsWith(".py", StringComparison.Ordinal) ? Path.GetDirectoryName(command.Program) ?? "" : "";
        var folders = raw.Text("config_path") is { } given ? [given]
            : raw.Text("config_dir") is { } directory ? [directory] : HydraFolder(raw) is { } written ? [written] : new[] { "conf", "config", "configs" };
        return folders.SelectMany(folder => new[] { Combine(script, folder, file), Combine("", folder, file) })
            .Select(path => path is null ? null : raw.Companion(path)).FirstOrDefault(root => root is not null);
    }

    private static string? Combine(string script, string folder, string file) =>
        (script + folder + file).IndexOfAny(Path.GetInvalidPathChars()) >= 0 ? null : Path.Combine(script, folder, file);

    private string? HydraName(ConfigView raw) => Argument(raw, "config_name");

    private string? HydraFolder(ConfigView raw) => Argument(raw, "config_path");

    // What the script itself says: @hydra.main(config_path="../configs", config_name="train.yaml").
    private string? Argument(ConfigView raw, string name) =>
        ProgramFile.Find(raw, files) is { } script && HydraMain.Match(script.Text) is { Success: true } call
            && Regex.Match(call.Groups["arguments"].Value, name + "\\s*=\\s*[\"'](?<text>[^\"']+)[\"']", RegexOptions.CultureInvariant)
                is { Success: true } argument
            ? argument.Groups["text"].Value
            : null;

    // optimizer=adamw on the command line chooses another file of a group.
    private static Dictionary<string, string?> Choices(MappingNode flags, MappingNode root)
    {
        var groups = new HashSet<string>(HydraDefault.Of(root).Select(item => item.Group?.TrimStart('/')).OfType<string>(),
            StringComparer.Ordinal);
        return flags.Entries.Where(entry => groups.Contains(entry.Key.Text) && entry.Value is ScalarNode { Tag: not NodeTags.Unknown })
            .ToDictionary(entry => entry.Key.Text, entry => (string?)((ScalarNode)entry.Value).Text, StringComparer.Ordinal);
    }

    /// <summary>The flags where the file has them; null where nobody can tell what they do to the file.</summary>
    private MappingNode? Overrides(MappingNode flags, ConfigView composed, Dialect dialect, string? reference)
    {
        var groups = Choices(flags, composed.Root.Source == flags.Source ? flags : composed.Root);
        var scopes = dialect.KeyScopes(composed).Distinct(StringComparer.Ordinal).ToArray();
        var isHomeMade = dialect is Generic;
        if (!isHomeMade
            && flags.Entries.Any(entry => IsRate(entry) && composed.Root[entry.Key.Text] is null
                && !IsKnownTo(dialect, scopes, entry.Key.Text)))
        {
            // The program has read the file of a framework and a rate of its own; which of them trains is its own affair.
            return null;
        }

        var placed = new List<MappingEntry>();
        foreach (var entry in flags.Entries.Where(entry => entry.Key.Text != reference && !groups.ContainsKey(entry.Key.Text)))
        {
            // A group of Hydra is a mapping in the file and a name on the command line.
            if (entry.Value is ScalarNode && composed.Root[entry.Key.Text] is MappingNode)
            {
                continue;
            }

            if (entry.Value is MappingNode nested)
            {
                Note(nested, composed.Root[entry.Key.Text] as MappingNode, entry.Key.Text);
                placed.Add(entry);
            }
            else if (Place(entry, composed, dialect, scopes, isHomeMade) is var (path, value) && path is not null)
            {
                placed.Add(Wrap(path, entry.Key, value));
            }
            else if (isHomeMade && IsRate(entry))
            {
                return null;
            }
        }

        var merged = new MappingNode(flags.Source, flags.Span, flags.Tag, []) { Command = flags.Command };
        return placed.Aggregate(merged,
            (all, one) => DeepMerge.Over(all, new MappingNode(flags.Source, flags.Span, flags.Tag, [one]) { Command = flags.Command }));
    }

    private static bool IsRate(MappingEntry entry) =>
        entry.Value is ScalarNode && RateKey.Of(KeyWords.Normalize(entry.Key.Text)) is not null;

    private static bool IsKnownTo(Dialect dialect, string[] scopes, string key) =>
        dialect.Table.SelectMany(row => row.Paths)
            .SelectMany(path => scopes.DefaultIfEmpty("").Select(scope => KnownKey.Absolute(scope, path)))
            .Any(path => path == key || (scopes.Length == 1 && path == scopes[0] + "." + key));

    private (string? Path, ConfigNode Value) Place(MappingEntry entry, ConfigView composed, Dialect dialect, string[] scopes,
        bool isHomeMade)
    {
        var key = entry.Key.Text;
        if (composed.Root[key] is { } twin)
        {
            return (key, Compared(entry, twin, key, isHomeMade));
        }

        if (scopes.Length == 1 && scopes[0].Length > 0 && (composed.Has(scopes[0] + "." + key) || dialect.KnownKeys.Contains(key)))
        {
            var path = scopes[0] + "." + key;
            return (path, composed.Node(path) is { } below ? Compared(entry, below, path, isHomeMade: false) : entry.Value);
        }

        if (!isHomeMade)
        {
            return (key, entry.Value);
        }

        // A home-made program finds its own way from --lr to train.optimizer.lr; one leaf of that name, or one rate, leaves no doubt.
        var word = KeyWords.Normalize(key);
        var isRate = RateKey.Of(word) is not null;
        var leaves = LeafCollector.Of(composed);
        var twins = leaves.Where(leaf => leaf.Word == word).ToArray();
        var rates = isRate ? leaves.Where(leaf => RateKey.Of(leaf.Word) is not null).ToArray() : [];
        var target = twins.Length == 1 ? twins[0] : isRate && rates.Length == 1 ? rates[0] : null;
        return target is not null ? (target.Path, Compared(entry, target.Entry.Value, target.Path, isHomeMade))
            : twins.Length > 1 || rates.Length > 1 ? (null, entry.Value)
            : (key, entry.Value);
    }

    private ConfigNode Compared(MappingEntry entry, ConfigNode twin, string path, bool isHomeMade)
    {
        if (entry.Value is not ScalarNode ours || twin is not ScalarNode theirs || Same(ours, theirs))
        {
            return entry.Value;
        }

        if (isHomeMade)
        {
            // Whether the flag or the file wins is the program's own affair.
            return new ScalarNode(ours.Source, ours.Span, NodeTags.Unknown, ours.Text, ScalarStyle.Plain);
        }

        Note(ours, theirs, path);
        return entry.Value;
    }

    private void Note(MappingNode ours, MappingNode? theirs, string path)
    {
        foreach (var entry in ours.Entries)
        {
            switch (entry.Value, theirs?[entry.Key.Text])
            {
                case (MappingNode nested, MappingNode below):
                    Note(nested, below, path + "." + entry.Key.Text);
                    break;
                case (ScalarNode value, ScalarNode below) when !Same(value, below):
                    Note(value, below, path + "." + entry.Key.Text);
                    break;
            }
        }
    }

    private void Note(ScalarNode ours, ScalarNode theirs, string path)
    {
        if (ours.Tag != NodeTags.Unknown && !Placeholders.IsPlaceholder(theirs))
        {
            observations.Add(new OverriddenObservation(ours.Place, path, ours.Text, theirs.Place, theirs.Text));
        }
    }

    private static bool Same(ScalarNode one, ScalarNode other) =>
        string.Equals(one.Text, other.Text, StringComparison.OrdinalIgnoreCase)
        || (ScalarResolver.AnyNumber(one.Text) is { } left && ScalarResolver.AnyNumber(other.Text) is { } right && left == right);

    private static MappingEntry Wrap(string path, ScalarNode key, ConfigNode value)
    {
        var split = path.LastIndexOf('.');
        if (split < 0)
        {
            return new MappingEntry(path == key.Text ? key : new ScalarNode(key.Source, key.Span, null, path, ScalarStyle.Plain), value);
        }

        var inner = Wrap(path.Substring(split + 1), key, value);
        return Wrap(path.Substring(0, split), key, new MappingNode(key.Source, key.Span, null, [inner]));
    }
}
