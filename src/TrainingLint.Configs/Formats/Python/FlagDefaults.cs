using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// The defaults of a program's flags (<c>argparse</c>), in the place of <c>args.lr</c> where calls take them: what runs unless a command
/// says otherwise. A flag that the program declares twice or gives a value of its own later stays unknown, and so does every flag of a
/// program that fills its arguments from elsewhere.
/// </summary>
internal sealed class FlagDefaults
{
    private const int MostDepth = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Regex Flag = new(
        @"^(?:self\.)?(?:args?|opts?|options?|arguments|flags|parsed|hparams|FLAGS)\.(\w{1,60})$", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Assigned = new(
        @"(?<![\w.])(?:self\.)?(?:args?|opts?|options?|arguments|flags|parsed|hparams|FLAGS)\.(\w{1,60})[ \t]*(?:[-+*/|]|//)?=(?!=)",
        RegexOptions.CultureInvariant, Patience);

    // What gives flags their values besides the parser.
    private static readonly string[] Elsewhere =
        ["set_defaults", "__dict__", "vars(args)", "vars(opt)",
            "setattr(", "configargparse", "args.update(", "opt.update(", "deepcopy(args"];

    private readonly Dictionary<string, ScalarNode> _defaults;

    private FlagDefaults(Dictionary<string, ScalarNode> defaults) => _defaults = defaults;

    /// <summary>The defaults of a program that parses its flags in plain sight; null where none are certain.</summary>
    public static FlagDefaults? Of(PythonProgram program)
    {
        var text = program.Text.Text;
        if (text.IndexOf("parse_", StringComparison.Ordinal) < 0
            || Array.Exists(Elsewhere, sign => text.IndexOf(sign, StringComparison.Ordinal) >= 0))
        {
            return null;
        }

        try
        {
            var assigned = new HashSet<string>(
                Assigned.Matches(text).Cast<Match>().Select(match => match.Groups[1].Value), StringComparer.Ordinal);
            var defaults = Declared(program).GroupBy(flag => flag.Name, StringComparer.Ordinal)
                .Where(same => same.Count() == 1 && !assigned.Contains(same.Key))
                .Select(same => (same.Key, Value: same.First().Default as ScalarNode))
                .Where(flag => flag.Value is { Style: ScalarStyle.Plain } value && PythonNodes.Number(value) is not null)
                .ToDictionary(flag => flag.Key, flag => flag.Value!, StringComparer.Ordinal);
            return defaults.Count == 0 ? null : new FlagDefaults(defaults);
        }
        catch (RegexMatchTimeoutException)
        {
            // A text on which a pattern takes that long is no program that people write.
            return null;
        }
    }

    /// <summary>The node with the defaults of flags in the place of their names.</summary>
    public ConfigNode Fill(ConfigNode node, int depth = 0) => node switch
    {
        ScalarNode { Tag: NodeTags.Unknown } scalar when Flag.Match(scalar.Text) is { Success: true } flag
            && _defaults.TryGetValue(flag.Groups[1].Value, out var value) => value,
        MappingNode mapping when depth < MostDepth && mapping.Entries.Any(entry => MayHold(entry.Value)) => new MappingNode(
            mapping.Source, mapping.Span, mapping.Tag,
            [.. mapping.Entries.Select(entry => new MappingEntry(entry.Key, Fill(entry.Value, depth + 1)))]),
        SequenceNode list when depth < MostDepth && list.Items.Any(MayHold) =>
            new SequenceNode(list.Source, list.Span, list.Tag, [.. list.Items.Select(item => Fill(item, depth + 1))]),
        _ => node,
    };

    private static bool MayHold(ConfigNode node) => node is MappingNode or SequenceNode or ScalarNode { Tag: NodeTags.Unknown };

    /// <summary>Every flag that a program declares with a default, by the attribute that the parser makes of it.</summary>
    public static IEnumerable<(string Name, ScalarNode Key, ConfigNode Default)> Declared(PythonProgram program)
    {
        foreach (var call in program.Calls.Where(call => call.Last == "add_argument" && call.Node.Has("default")))
        {
            var name = call.Node.Entries.Where(entry => entry.Key.Text is "0" or "1" or "2")
                .Select(entry => entry.Value)
                .OfType<ScalarNode>()
                .LastOrDefault(flag => flag.Text.StartsWith("--", StringComparison.Ordinal));
            if (name is not null)
            {
                var attribute = call.Node["dest"] is ScalarNode { Style: ScalarStyle.Quoted } dest ? dest.Text
                    : name.Text.TrimStart('-').Replace('-', '_');
                yield return (attribute, name, call.Node["default"]!);
            }
        }
    }
}
