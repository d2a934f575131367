using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// The recipe-bearing parts of a program as the roots of a document. What a root is stands in its tag; a dialect looks for that first.
/// </summary>
internal static class PythonRoots
{
    /// <summary>Everything that a module assigns at its top: OpenMMLab's and nanoGPT's config files.</summary>
    public const string Module = "!python:module";

    /// <summary>An object that is built by assignments to its parts.</summary>
    public const string Object = "!python:object";

    /// <summary>The attributes of a class.</summary>
    public const string Class = "!python:class";

    /// <summary>The defaults of a program's flags.</summary>
    public const string Arguments = "!python:arguments";

    /// <summary>Calls that belong together, by their part: <c>arguments</c>, <c>optimizer</c>, <c>scheduler</c>, <c>fit</c>, ...</summary>
    public const string Run = "!python:run";

    /// <summary>How a schedule is stepped that is built elsewhere.</summary>
    public const string Stepping = "!python:stepping";

    /// <summary>The ranges from which a search draws learning rates.</summary>
    public const string Search = "!python:search";

    private const int MostRoots = 500;

    // Fewer are arguments of one call rather than the settings of a run.
    private const int LeastOfDisplay = 5;

    private static readonly string[] ArgumentClasses =
    [
        "TrainingArguments", "Seq2SeqTrainingArguments", "SentenceTransformerTrainingArguments", "SparseEncoderTrainingArguments", "CrossEncoderTrainingArguments",
        "UnslothTrainingArguments", "SFTConfig", "DPOConfig", "GRPOConfig", "ORPOConfig", "KTOConfig", "CPOConfig", "RewardConfig", "RLOOConfig", "OnlineDPOConfig",
        "ORTTrainingArguments", "GaudiTrainingArguments", "TrOCRTrainingArguments",
    ];

    /// <summary>All roots of a program.</summary>
    public static IReadOnlyList<ConfigNode> Of(PythonProgram program)
    {
        var roots = new List<ConfigNode>();
        // A base file is what its first root says.
        if (ModuleOf(program) is { } module)
        {
            roots.Add(module);
        }

        MappingNode[] runs =
        [
            .. Transformers(program), .. TorchRuns.In(program), .. TorchRuns.Stepped(program), .. KerasRuns.In(program),
            .. AgentRuns.In(program), .. YoloRuns.In(program), .. BuilderRuns.In(program),
        ];
        var flags = runs.Length > 0 ? FlagDefaults.Of(program) : null;
        roots.AddRange(flags is null ? runs : runs.Select(run => run.Has("choice") ? run : flags.Fill(run)));
        roots.AddRange(program.Calls.Where(call => call.Last == "TrainConfig").Select(call => call.Node));

        roots.AddRange(ConfigCalls.In(program, ArgumentClasses));
        roots.AddRange(ConfigCalls.Returned(program));

        roots.AddRange(program.Scopes.SelectMany(scope => scope.Objects).Where(built => built.Assignments > 1).Select(ObjectOf));
        roots.AddRange(program.Scopes.Where(scope => scope.Kind == PythonScopeKind.Class).Select(ClassOf).OfType<MappingNode>());
        roots.AddRange(program.Scopes.Where(scope => scope.Kind == PythonScopeKind.Function).SelectMany(Displays));
        if (ArgumentsOf(program) is { } arguments)
        {
            roots.Add(arguments);
        }

        roots.AddRange(PythonSearches.In(program));

        return roots.Count > MostRoots ? roots.GetRange(0, MostRoots) : roots;
    }

    /// <summary>A mapping of parts that lie anywhere in the program, at the place of the first.</summary>
    public static MappingNode Parts(string tag, params (string Key, ConfigNode? Node)[] parts)
    {
        var present = parts.Where(part => part.Node is not null).ToArray();
        var first = present[0].Node!;
        return new MappingNode(first.Source, first.Span, tag,
            [.. present.Select(part => new MappingEntry(Key(part.Node!, part.Key), part.Node!))]);
    }

    /// <summary>A key that is written nowhere, at the place of its value.</summary>
    public static ScalarNode Key(ConfigNode value, string name) => new(value.Source, value.Span, null, name, ScalarStyle.Plain);

    private static IEnumerable<MappingNode> Transformers(PythonProgram program)
    {
        var adapters = program.Calls.Where(call => call.Last is "LoraConfig" or "get_peft_model" && call.Node.HasAnyOf("r", "lora_alpha")).ToArray();
        foreach (var call in program.Calls.Where(call => ArgumentClasses.Contains(call.Last)))
        {
            var adapter = adapters.Length == 1 ? adapters[0].Node : null;
            yield return Parts(Run, [("arguments", call.Node), ("lora", adapter), .. ModelOf(program, true)]);
        }
    }

    /// <summary>The one model whose weights a program loads by name, and whether it speaks of training less than all of them.</summary>
    /// <param name="program">The program.</param>
    /// <param name="isWhole">False where less than the model is known to be trained.</param>
    public static IEnumerable<(string Key, ConfigNode? Node)> ModelOf(PythonProgram program, bool isWhole)
    {
        var names = program.Calls.Where(call => call.Last == "from_pretrained" && IsModel(DottedName.Last(call.Receiver)))
            .Select(call => (call.Node["0"] ?? call.Node["pretrained_model_name_or_path"]) as ScalarNode)
            .ToArray();
        if (names.Length == 0 || names[0] is not { Style: ScalarStyle.Quoted } name
            || Array.Exists(names, other => other?.Text != name.Text))
        {
            yield break;
        }

        yield return ("model_name_or_path", name);
        if (!isWhole || Array.Exists(PartsTrained, sign => program.Text.Text.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0))
        {
            yield return ("requires_grad", name);
        }
    }

    private static readonly string[] PartsTrained =
    [
        "requires_grad", "trainable", "freeze", "frozen", "peft", "lora", "adapter", "prompt", "prefix", "param_groups",
    ];

    private static bool IsModel(string name) =>
        (name.IndexOf("Model", StringComparison.Ordinal) >= 0 || name.IndexOf("For", StringComparison.Ordinal) > 0)
        && name.IndexOf("Tokenizer", StringComparison.Ordinal) < 0;

    private static MappingNode? ModuleOf(PythonProgram program)
    {
        var entries = Entries(program.Module);

        // A list of openpi's configs, each of which is a root of its own.
        entries.RemoveAll(entry => entry.Value is SequenceNode list && list.Items.OfType<MappingNode>().Any(item =>
            item.Has("name") && NodeTags.CalledBy(item) is { } called && DottedName.Last(called) == "TrainConfig"));
        if (program.Bases.Count > 0)
        {
            var first = program.Bases[0];
            ConfigNode[] files = [.. program.Bases.Where(IsRelative).Select(FileOf)];
            entries.Add(new MappingEntry(Key(first, "_base_"), new SequenceNode(first.Source, first.Span, null, files)));
            if (files.Length < program.Bases.Count)
            {
                // What an installed package brings is not seen.
                entries.Add(new MappingEntry(Key(first, PythonFormat.Rest),
                    new ScalarNode(first.Source, first.Span, NodeTags.Unknown, first.Text, ScalarStyle.Plain)));
            }
        }

        return entries.Count == 0 ? null : new MappingNode(entries[0].Key.Source, entries[0].Key.Span, Module, entries);
    }

    private static bool IsRelative(ScalarNode module) => module.Text.StartsWith(".", StringComparison.Ordinal);

    // from .._base_.schedule import *: one dot is the folder of the file, each further one the folder above.
    private static ScalarNode FileOf(ScalarNode module)
    {
        var name = module.Text.TrimStart('.');
        var above = string.Concat(Enumerable.Repeat("../", module.Text.Length - name.Length - 1));
        return new ScalarNode(module.Source, module.Span, null, above + name.Replace('.', '/') + ".py", ScalarStyle.Quoted);
    }

    private static List<MappingEntry> Entries(PythonScope scope)
    {
        var entries = new List<MappingEntry>();
        foreach (var name in scope.Order)
        {
            if (!scope.Keys.TryGetValue(name, out var key))
            {
                continue;
            }

            var value = scope.Own(name) switch
            {
                PythonObject built => built.Freeze(),
                ConfigNode node => node,
                _ => new ScalarNode(key.Source, key.Span, NodeTags.Unknown, name, ScalarStyle.Plain),
            };
            entries.Add(new MappingEntry(key, value));
        }

        return entries;
    }

    private static MappingNode ObjectOf(PythonObject built)
    {
        var frozen = built.Freeze();
        var entries = frozen.Written.ToList();
        if (built.MergedFiles.Count > 0)
        {
            var files = new SequenceNode(frozen.Source, built.MergedFiles[0].Span, null, built.MergedFiles);
            entries.Add(new MappingEntry(Key(built.MergedFiles[0], "_merged_"), files));
        }

        return new MappingNode(frozen.Source, frozen.Span, Object, entries);
    }

    // def main(): config = {"LR": 1e-3, ...}, of which nothing is assigned afterwards.
    private static IEnumerable<MappingNode> Displays(PythonScope scope) => scope.Order
        .Where(SettingNames.IsOfSettings)
        .Select(scope.Own)
        .OfType<MappingNode>()
        .Where(display => display is { Tag: null, Entries.Count: >= LeastOfDisplay })
        .Select(display => new MappingNode(display.Source, display.Span, Object, [.. display.Written]));

    private static MappingNode? ClassOf(PythonScope scope)
    {
        var entries = Entries(scope);
        return entries.Count < 3 ? null
            : new MappingNode(entries[0].Key.Source, entries[0].Key.Span, Class, [.. entries.Select(FieldDefaults.Unfold)]);
    }

    // parser.add_argument("-b", "--batch-size", default=32): the last long name is the attribute.
    private static MappingNode? ArgumentsOf(PythonProgram program)
    {
        MappingEntry[] entries =
        [
            .. FlagDefaults.Declared(program).Select(flag => new MappingEntry(
                new ScalarNode(flag.Key.Source, flag.Key.Span, null, flag.Key.Text.TrimStart('-').Replace('-', '_'), ScalarStyle.Plain),
                flag.Default)),
        ];
        return entries.Length < 3 ? null : new MappingNode(entries[0].Key.Source, entries[0].Key.Span, Arguments, entries);
    }
}
