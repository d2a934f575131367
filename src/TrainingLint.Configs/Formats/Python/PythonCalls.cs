using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>Reads calls: of constructors of mappings as what they build, of simple arithmetic as its result, of anything else as a mapping with the tag of a call.</summary>
internal sealed class PythonCalls(PythonExpressions expressions, PythonNodes nodes, ICollection<string> mappings)
{
    /// <summary>The call whose opening bracket is the current token.</summary>
    /// <param name="path">Dotted name of what is called; null where it is no name.</param>
    /// <param name="called">What the name stands for.</param>
    /// <param name="start">Where the expression starts.</param>
    /// <param name="chained">Name of a method of what another call returns, as <c>YOLO().train</c>; null for anything else.</param>
    public ConfigNode Read(IReadOnlyList<string>? path, ConfigNode called, int start, string? chained = null)
    {
        expressions.At++;
        var entries = ReadArguments();
        var end = expressions.EndOfTaken;
        if (path is null)
        {
            if (chained is not null)
            {
                expressions.OnCall(nodes.Mapping(entries, NodeTags.Call + chained, start, end), chained);
            }

            return LazyCall(called, entries, start, end) ?? (ConfigNode)nodes.Unknown(start, end);
        }

        var last = path[path.Count - 1];
        if (mappings.Contains(last) && (path.Count == 1 || !IsMethodOfKnown(path)) && MappingOf(entries, start, end) is { } built)
        {
            return built;
        }

        if (path.Count == 1 && Compute(last, entries, start, end) is { } computed)
        {
            return computed;
        }

        var name = FullName(path);
        var call = nodes.Mapping(entries, NodeTags.Call + name, start, end);
        expressions.OnCall(call, name);
        return CopyOf(path, entries, start, end) ?? call;
    }

    /// <summary>The call of a method on the config object that a constructor has just built, and which the method hands back:
    /// <c>PPOConfig().training(lr=...)</c>.</summary>
    /// <param name="builder">Name of the constructor.</param>
    /// <param name="method">The method.</param>
    /// <param name="start">Where the expression starts.</param>
    public ConfigNode ReadMethod(string builder, string method, int start)
    {
        expressions.At++;
        var entries = ReadArguments();
        var call = nodes.Mapping(entries, NodeTags.Call + builder + "." + method, start, expressions.EndOfTaken);
        expressions.OnCall(call, builder + "." + method);
        return nodes.Unknown(start, expressions.EndOfTaken);
    }

    // L(torch.optim.AdamW)(lr=...), detectron2/config/lazy.py: the call that is made when the config is instantiated.
    private MappingNode? LazyCall(ConfigNode called, List<MappingEntry> entries, int start, int end)
    {
        if (called is not MappingNode lazy || NodeTags.CalledBy(lazy) is not { } by || !by.EndsWith("LazyCall", StringComparison.Ordinal)
            || lazy["0"] is not ScalarNode { Text.Length: > 0 } target)
        {
            return null;
        }

        return nodes.Mapping(entries, NodeTags.Call + FullName(target.Text.Split('.')), start, end);
    }

    private string FullName(IReadOnlyList<string> path) =>
        expressions.Imports.TryGetValue(path[0], out var full) ? string.Join(".", [full, .. path.Skip(1)]) : string.Join(".", path);

    private bool IsMethodOfKnown(IReadOnlyList<string> path) => expressions.Scope.Find(path[0]) is not null;

    private List<MappingEntry> ReadArguments()
    {
        var entries = new List<MappingEntry>();
        var position = 0;
        while (!expressions.TryTake(")"))
        {
            var token = expressions.Current;
            if (expressions.TryTake("**"))
            {
                entries.AddRange(expressions.Spread(expressions.Read()));
            }
            else if (expressions.TryTake("*"))
            {
                // How many there are is unknown, so what follows has no position.
                entries.AddRange(expressions.Spread(Unlisted(expressions.Read())));
                position = DocumentLimits.Depth;
            }
            else if (token.Kind == PythonTokenKind.Name && expressions.NextIs("="))
            {
                expressions.At += 2;
                entries.Add(new MappingEntry(nodes.Key(token), expressions.ClassUnder(token.Text, expressions.Read())));
            }
            else
            {
                var value = expressions.Read();
                entries.Add(new MappingEntry(nodes.Key(position.ToString(CultureInfo.InvariantCulture), token.Start, token.Start), value));
                position++;
            }

            if (expressions.Current.Is("for") || expressions.Current.Is("async"))
            {
                expressions.SkipTo(")");
                return entries;
            }

            if (!expressions.TryTake(",") && !expressions.Current.Is(")"))
            {
                throw new PythonSyntaxException();
            }
        }

        return entries;
    }

    private static ConfigNode Unlisted(ConfigNode node) =>
        node is MappingNode mapping ? new ScalarNode(mapping.Source, mapping.Span, NodeTags.Unknown, "*", ScalarStyle.Plain) : node;

    // dict({...}, a=1): the positional mapping first, then the names.
    private MappingNode? MappingOf(List<MappingEntry> entries, int start, int end)
    {
        var all = new List<MappingEntry>();
        foreach (var entry in entries)
        {
            if (entry.Key.Text.Length > 0 && char.IsDigit(entry.Key.Text[0]))
            {
                if (entry.Value is not MappingNode mapping)
                {
                    return null;
                }

                all.AddRange(mapping.Entries);
            }
            else
            {
                all.Add(entry);
            }
        }

        return nodes.Mapping(all, null, start, end);
    }

    // base.copy({...}) of YOLACT and its kind: the base with entries replaced. Of an unknown base only the new entries are known.
    private MappingNode? CopyOf(IReadOnlyList<string> path, List<MappingEntry> entries, int start, int end)
    {
        if (path.Count < 2 || path[path.Count - 1] is not ("copy" or "new_allowed") || entries.Count == 0 || entries[0].Value is not MappingNode changes)
        {
            return null;
        }

        var from = expressions.Named([.. path.Take(path.Count - 1)], start);
        return from is MappingNode known
            ? nodes.Mapping([.. known.Entries, .. changes.Entries], null, start, end)
            : nodes.Mapping([.. changes.Entries, new MappingEntry(nodes.Key(PythonFormat.Rest, start, start), from)], null, start, end);
    }

    private ScalarNode? Compute(string name, List<MappingEntry> entries, int start, int end)
    {
        var numbers = entries.Select(entry => PythonNodes.Number(entry.Value)).ToArray();
        if (numbers.Length == 0 || !Array.TrueForAll(numbers, number => number is not null))
        {
            return null;
        }

        var first = numbers[0]!.Value.Number;
        var areWhole = Array.TrueForAll(numbers, number => number!.Value.Kind == ScalarKind.Integer);
        return (name, numbers.Length) switch
        {
            ("int", 1) => nodes.Computed(Math.Truncate(first), true, start, end),
            ("float", 1) => nodes.Computed(first, false, start, end),
            ("round", 1) => nodes.Computed(Math.Round(first, MidpointRounding.ToEven), true, start, end),
            ("abs", 1) => nodes.Computed(Math.Abs(first), areWhole, start, end),
            ("max", > 1) => nodes.Computed(numbers.Max(number => number!.Value.Number), areWhole, start, end),
            ("min", > 1) => nodes.Computed(numbers.Min(number => number!.Value.Number), areWhole, start, end),
            _ => null,
        };
    }
}
