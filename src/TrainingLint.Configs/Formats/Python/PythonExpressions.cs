using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>A place in a statement where it stops being Python that is understood; the statement is given up.</summary>
internal sealed class PythonSyntaxException : Exception;

/// <summary>Reads expressions as nodes: literals, displays, calls and names that stand for them; everything else is unknown.</summary>
internal sealed class PythonExpressions(IReadOnlyList<PythonToken> tokens, PythonNodes nodes)
{
    private static readonly Dictionary<string, int> Precedence = new(StringComparer.Ordinal)
    {
        ["|"] = 1,
        ["^"] = 2,
        ["&"] = 3,
        ["<<"] = 4,
        [">>"] = 4,
        ["+"] = 5,
        ["-"] = 5,
        ["*"] = 6,
        ["/"] = 6,
        ["//"] = 6,
        ["%"] = 6,
        ["@"] = 6,
    };

    // What these build is a mapping of what they are given.
    private static readonly HashSet<string> Mappings = new(StringComparer.Ordinal)
    {
        "dict", "OrderedDict", "edict", "EasyDict", "ConfigDict", "FrozenConfigDict", "Munch", "SimpleNamespace", "Namespace", "AttrDict", "CN", "CfgNode", "Config", "DotMap", "HParams", "Box", "addict", "Dict",
    };

    private HashSet<string>? _mappings;
    private int _depth;
    private ConfigNode? _comprehension;

    /// <summary>Index of the next token.</summary>
    public int At { get; set; }

    /// <summary>The names that are known.</summary>
    public PythonScope Scope { get; set; } = new(PythonScopeKind.Module, "", null);

    /// <summary>Full names of what is imported, by the name that it has here.</summary>
    public Dictionary<string, string> Imports { get; } = new(StringComparer.Ordinal);

    /// <summary>Called for every call with what is called and the scope.</summary>
    public Action<MappingNode, string> OnCall { get; set; } = (_, _) => { };

    public PythonToken Current => tokens[At];

    public bool AtEnd => Current.Kind is PythonTokenKind.NewLine or PythonTokenKind.End;

    public PythonToken Take() => AtEnd ? throw new PythonSyntaxException() : tokens[At++];

    public bool TryTake(string text)
    {
        if (!Current.Is(text))
        {
            return false;
        }

        At++;
        return true;
    }

    /// <summary>True when the token behind the current one is this.</summary>
    public bool NextIs(string text) => At + 1 < tokens.Count && tokens[At + 1].Is(text);

    /// <summary>Position behind what was taken last.</summary>
    public int EndOfTaken => tokens[Math.Max(0, At - 1)].End;

    /// <summary>One expression, or several with commas between, which are a tuple.</summary>
    public ConfigNode ReadList()
    {
        var start = Current.Start;
        var first = Read();
        if (!Current.Is(","))
        {
            return first;
        }

        var items = new List<ConfigNode> { first };
        while (TryTake(",") && !AtEnd && !Current.Is("=") && !Current.Is(")"))
        {
            items.Add(Read());
        }

        return nodes.List(items, start, EndOfTaken);
    }

    /// <summary>One expression.</summary>
    public ConfigNode Read()
    {
        if (++_depth > DocumentLimits.Depth)
        {
            _depth = 0;
            throw new PythonSyntaxException();
        }

        var start = Current.Start;
        if (FieldDefaults.IsFactory(tokens, At))
        {
            At += 2;
        }

        if (Current.Is("lambda") || Current.Is("await") || Current.Is("yield"))
        {
            return Skip(start);
        }

        var left = ReadBinary(0);
        if (IsLooseOperator())
        {
            left = ReadLoose(start);
        }

        _depth--;
        return left;
    }

    // Comparisons, conditions and logic are decided by a run.
    private bool IsLooseOperator() =>
        Current.Is("if") || Current.Is("and") || Current.Is("or") || Current.Is("not") || Current.Is("in") || Current.Is("is") || Current.Is(":=")
        || Current is { Kind: PythonTokenKind.Operator, Text: "<" or ">" or "==" or "!=" or "<=" or ">=" or "<>" };

    private ConfigNode ReadLoose(int start)
    {
        while (IsLooseOperator() || Current.Is("else"))
        {
            At++;
            while (TryTake("not") || TryTake("in"))
            {
            }

            ReadBinary(0);
        }

        return nodes.Unknown(start, EndOfTaken);
    }

    private ConfigNode Skip(int start)
    {
        var open = 0;
        while (!AtEnd && !(open == 0 && (Current.Is(",") || Current.Is(")") || Current.Is("]") || Current.Is("}"))))
        {
            open += Current.Is("(") || Current.Is("[") || Current.Is("{") ? 1 : Current.Is(")") || Current.Is("]") || Current.Is("}") ? -1 : 0;
            At++;
        }

        _depth--;
        return nodes.Unknown(start, EndOfTaken);
    }

    private ConfigNode ReadBinary(int lowest)
    {
        var start = Current.Start;
        var left = ReadUnary();
        while (Current.Kind == PythonTokenKind.Operator && Precedence.TryGetValue(Current.Text, out var strength) && strength > lowest)
        {
            var operation = Take().Text;
            left = nodes.Operate(operation, left, ReadBinary(strength), start, EndOfTaken);
        }

        return left;
    }

    private ConfigNode ReadUnary()
    {
        var start = Current.Start;
        if (Current.Is("-") || Current.Is("+") || Current.Is("~") || Current.Is("not"))
        {
            var sign = Take().Text;
            if (++_depth > DocumentLimits.Depth)
            {
                _depth = 0;
                throw new PythonSyntaxException();
            }

            var operand = ReadUnary();
            _depth--;
            return PythonNodes.Number(operand) is not { } value || sign is "~" or "not" ? nodes.Unknown(start, EndOfTaken)
                : operand is ScalarNode { Tag: null } && sign == "-" && tokens[At - 1].Kind == PythonTokenKind.Number
                ? nodes.Literal(start, EndOfTaken)
                : nodes.Computed(sign == "-" ? -value.Number : value.Number, value.Kind == ScalarKind.Integer, start, EndOfTaken);
        }

        var left = ReadPostfix();
        return TryTake("**") ? nodes.Operate("**", left, ReadUnary(), start, EndOfTaken) : left;
    }

    private ConfigNode ReadPostfix()
    {
        var start = Current.Start;
        var name = Current.Kind == PythonTokenKind.Name ? Current.Text : null;
        var at = ReadAtom();
        var path = name is null ? null : new List<string> { name };
        string? chained = null;
        string? builder = null;
        var method = "";
        while (true)
        {
            if (TryTake("."))
            {
                // Taken also where the name before it is none, as in build().parameters().
                method = Take().Text;
                path?.Add(method);
                chained = path is null && NodeTags.CalledBy(at as MappingNode) is { } maker ? maker + "()." + method : null;
                at = path is null ? nodes.Unknown(start, EndOfTaken) : Named(path, start);
            }
            else if (Current.Is("("))
            {
                var calls = new PythonCalls(this, nodes, _mappings ??= MappingFunctions.With(tokens, Mappings));
                at = builder is null ? calls.Read(path, at, start, chained) : calls.ReadMethod(builder, method, start);
                builder ??= path?.LastOrDefault(part => part.EndsWith("Config", StringComparison.Ordinal) && part == path[path.Count - 1]);
                (path, chained) = (null, null);
            }
            else if (Current.Is("["))
            {
                at = ReadSubscript(at, start, ref path);
            }
            else
            {
                return at;
            }
        }
    }

    private ConfigNode ReadSubscript(ConfigNode from, int start, ref List<string>? path)
    {
        At++;
        var key = Current is { Kind: PythonTokenKind.String } && tokens[At + 1].Is("]") ? Current.Text : null;
        SkipTo("]");
        path = key is not null && path is not null ? [.. path, key] : null;
        return path is not null && Named(path, start) is var named && named.Tag != NodeTags.Unknown ? named
            : key is not null && from is MappingNode { Tag: null } mapping && mapping[key] is { } found ? found
            : nodes.Unknown(start, EndOfTaken);
    }

    /// <summary>What a dotted name stands for; unknown, with the name as its text, where that is not seen.</summary>
    public ConfigNode Named(IReadOnlyList<string> path, int start)
    {
        var found = Scope.Find(path[0]) switch
        {
            PythonObject built => built.Get(path.Skip(1)),
            ConfigNode node =>
                path.Skip(1).Aggregate((ConfigNode?)node, (at, segment) => at is MappingNode mapping ? mapping[segment] : null),
            _ => null,
        };
        return found ?? nodes.Unknown(start, EndOfTaken);
    }

    private ConfigNode ReadAtom()
    {
        var token = Take();
        switch (token.Kind)
        {
            case PythonTokenKind.Number:
                return nodes.Literal(token.Start, token.End);
            case PythonTokenKind.String or PythonTokenKind.OpenString:
                return ReadText(token);
            case PythonTokenKind.Name when token.Text is "True" or "False" or "None":
                return nodes.Literal(token.Start, token.End);
            case PythonTokenKind.Name:
                return Named([token.Text], token.Start);
        }

        return token.Text switch
        {
            "(" => ReadParentheses(token.Start),
            "[" => ReadBrackets(token.Start),
            "{" => ReadBraces(token.Start),
            "..." => nodes.Unknown(token.Start, token.End),
            _ => throw new PythonSyntaxException(),
        };
    }

    private ConfigNode ReadText(PythonToken first)
    {
        var isOpen = first.Kind == PythonTokenKind.OpenString;
        var value = first.Text;
        while (Current.Kind is PythonTokenKind.String or PythonTokenKind.OpenString)
        {
            isOpen |= Current.Kind == PythonTokenKind.OpenString;
            value += Take().Text;
        }

        return isOpen ? nodes.Unknown(first.Start, EndOfTaken) : nodes.Text(value, first.Start, EndOfTaken);
    }

    private ConfigNode ReadBrackets(int start)
    {
        var items = ReadItems("]");
        return IsComprehension(items) ? items[0] : nodes.List(items, start, EndOfTaken);
    }

    private bool IsComprehension(List<ConfigNode> items) => items.Count == 1 && _comprehension == items[0];

    private ConfigNode ReadParentheses(int start)
    {
        if (TryTake(")"))
        {
            return nodes.List([], start, EndOfTaken);
        }

        var isTuple = false;
        var items = ReadItems(")", () => isTuple = true);
        return isTuple || items.Count != 1 ? nodes.List(items, start, EndOfTaken) : items[0];
    }

    /// <summary>Expressions with commas between, up to a closing bracket; a comprehension is one unknown.</summary>
    private List<ConfigNode> ReadItems(string close, Action? onComma = null)
    {
        var items = new List<ConfigNode>();
        while (!TryTake(close))
        {
            var start = Current.Start;
            if (TryTake("*") || TryTake("**"))
            {
                var spread = Read();
                items.AddRange(spread is SequenceNode list && list.Items.Count < 1000 ? list.Items : [nodes.Unknown(start, EndOfTaken)]);
            }
            else
            {
                items.Add(Read());
            }

            if (Current.Is("for") || Current.Is("async"))
            {
                SkipTo(close);
                _comprehension = nodes.Unknown(start, EndOfTaken);
                return [_comprehension];
            }

            if (TryTake(","))
            {
                onComma?.Invoke();
            }
            else if (!Current.Is(close))
            {
                throw new PythonSyntaxException();
            }
        }

        return items;
    }

    private ConfigNode ReadBraces(int start)
    {
        var entries = new List<MappingEntry>();
        while (!TryTake("}"))
        {
            if (TryTake("**"))
            {
                entries.AddRange(Spread(Read()));
            }
            else
            {
                var (key, keyStart) = (Current, Current.Start);
                var name = Read();
                if (!TryTake(":"))
                {
                    SkipTo("}");
                    return nodes.Unknown(start, EndOfTaken);
                }

                var text = name is ScalarNode { Tag: null } known ? known.Text : "?";
                entries.Add(new MappingEntry(nodes.Key(text, keyStart, Math.Max(key.End, keyStart)), ClassUnder(text, Read())));
            }

            if (Current.Is("for") || Current.Is("async"))
            {
                SkipTo("}");
                return nodes.Unknown(start, EndOfTaken);
            }

            if (!TryTake(",") && !Current.Is("}"))
            {
                throw new PythonSyntaxException();
            }
        }

        return nodes.Mapping(entries, null, start, EndOfTaken);
    }

    /// <summary>The entries of a mapping that is spread out; an unknown one may hold anything.</summary>
    public IEnumerable<MappingEntry> Spread(ConfigNode from) => from switch
    {
        MappingNode mapping when mapping.Entries.Count < 1000 => mapping.Entries,
        _ => [new MappingEntry(nodes.Key(PythonFormat.Rest, 0, 0), from)],
    };

    /// <summary>A class that is named where a framework wants a type: mmengine takes both <c>type='AdamW'</c> and <c>type=AdamW</c>.</summary>
    public ConfigNode ClassUnder(string key, ConfigNode value) =>
        key is "type" or "optimizer_cls" or "scheduler_cls" && value is ScalarNode { Tag: NodeTags.Unknown } scalar
            && scalar.Text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.')
            ? new ScalarNode(scalar.Source, scalar.Span, null, DottedName.Last(scalar.Text), ScalarStyle.Quoted)
            : value;

    /// <summary>Skips to behind the bracket that closes the current one.</summary>
    public void SkipTo(string close)
    {
        var open = 0;
        while (!(open == 0 && Current.Is(close)))
        {
            open += Current.Is("(") || Current.Is("[") || Current.Is("{") ? 1 : Current.Is(")") || Current.Is("]") || Current.Is("}") ? -1 : 0;
            Take();
        }

        At++;
    }
}
