using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Words;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>
/// Arguments as a positioned mapping: <c>--flag value</c>, <c>--flag=value</c>, <c>a.b=c</c>, <c>+a=c</c>, <c>~a</c> and <c>KEY.PART value</c>.
/// Dashes in the name of a flag are underscores, dots are nesting, a flag without a value is true, and a value has the tag of the type
/// that argparse or OmegaConf makes of it.
/// </summary>
internal sealed class ArgumentTree(SourceFile source)
{
    private const int MostSegments = 12;

    private static readonly Regex Override = new(@"^(?<sign>\+{0,2}|~)(?<key>[A-Za-z_][A-Za-z0-9_./@\-]*)=", RegexOptions.CultureInvariant);
    private static readonly Regex YacsKey = new(@"^[A-Z][A-Z0-9_]*(?:\.[A-Z0-9_]+)+$", RegexOptions.CultureInvariant);
    private static readonly Regex PairKey = new(@"^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*$", RegexOptions.CultureInvariant);
    private static readonly Regex Loose = new("(?i)arg|opt|flag|extra|param|@|\\*", RegexOptions.CultureInvariant);

    private readonly List<Level> _open = [new Level()];
    private readonly List<ScalarNode> _positionals = [];
    private readonly List<DuplicateKey> _duplicates = [];
    private int _start;
    private int _end;

    public IReadOnlyList<ScalarNode> Positionals => _positionals;

    public IReadOnlyList<DuplicateKey> Duplicates => _duplicates;

    /// <summary>True when arguments that are not known may be among these.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The mapping of the arguments of a command.</summary>
    public MappingNode Build(IReadOnlyList<Argument> arguments, int start, int end, string tag, Func<CommandLine?> command)
    {
        (_start, _end) = (start, end);
        for (var i = 0; i < arguments.Count;)
        {
            i = Read(arguments, i);
        }

        return Close(_open[0], SpanOf(start, end), tag, command());
    }

    private int Read(IReadOnlyList<Argument> arguments, int at)
    {
        var argument = arguments[at];
        var text = argument.Text;
        if (IsFlag(text))
        {
            return ReadFlag(arguments, at);
        }

        if (Override.Match(text) is { Success: true } match)
        {
            AddOverride(argument, match, []);
            return at + 1;
        }

        if (text.Length > 1 && text[0] == '~' && argument.IsKnown)
        {
            return at + 1;
        }

        if (YacsKey.IsMatch(text) && at + 1 < arguments.Count)
        {
            Add(KeyOf(argument, 0, text.Length), text.Split('.'), Value(arguments[at + 1]), argument);
            return at + 2;
        }

        if (argument.IsOpen)
        {
            IsOpen = true;
        }
        else
        {
            _positionals.Add(Value(argument));
        }

        return at + 1;
    }

    private int ReadFlag(IReadOnlyList<Argument> arguments, int at)
    {
        var argument = arguments[at];
        var text = argument.Text;
        var dashes = text.StartsWith("--", StringComparison.Ordinal) ? 2 : 1;
        var equals = text.IndexOf('=');
        var length = (equals < 0 ? text.Length : equals) - dashes;
        var name = text.Substring(dashes, length).Replace('-', '_');
        if (!argument.To(dashes + length).IsKnown)
        {
            IsOpen = true;
            return at + 1;
        }

        var key = KeyOf(argument, dashes, dashes + length);
        var path = name.Split('.');
        if (equals >= 0)
        {
            Add(key, path, Value(argument.From(equals + 1), argument.IsConditional), argument);
            return at + 1;
        }

        if (name is "opts" or "OPTS" or "set" or "cfg_options" or "options" && at + 2 < arguments.Count
            && PairKey.IsMatch(arguments[at + 1].Text) && !IsFlag(arguments[at + 2].Text))
        {
            return ReadPairs(arguments, at + 1);
        }

        return ReadValues(arguments, at + 1, key, path, argument);
    }

    // KEY value KEY value …, as yacs takes them behind --opts.
    private int ReadPairs(IReadOnlyList<Argument> arguments, int at)
    {
        while (at + 1 < arguments.Count && PairKey.IsMatch(arguments[at].Text))
        {
            Add(KeyOf(arguments[at], 0, arguments[at].Text.Length), arguments[at].Text.Split('.'), Value(arguments[at + 1]), arguments[at]);
            at += 2;
        }

        return at;
    }

    private int ReadValues(IReadOnlyList<Argument> arguments, int at, ScalarNode key, string[] path, Argument flag)
    {
        var values = new List<ConfigNode>();
        var takesPairs = path[path.Length - 1] is var last
            && (last.EndsWith("args", StringComparison.Ordinal) || last.EndsWith("params", StringComparison.Ordinal));
        while (at < arguments.Count && !IsFlag(arguments[at].Text))
        {
            var argument = arguments[at];
            if (Override.Match(argument.Text) is { Success: true } match)
            {
                if (!takesPairs)
                {
                    break;
                }

                AddOverride(argument, match, path);
                values.Add(key);
                at++;
                continue;
            }

            if (values.Count > 0 && !Continues(argument))
            {
                break;
            }

            // $EXTRA_ARGS behind a switch is no value of it.
            IsOpen |= argument.IsOpen && Loose.IsMatch(argument.Text);
            values.Add(Value(argument));
            at++;
            if (argument.Pieces.Any(piece => piece.Text is "${@}"))
            {
                IsOpen = true;
            }
        }

        if (values.Count == 0)
        {
            Add(key, path, Typed(flag.IsConditional ? "${true}" : "true", key.Span, !flag.IsConditional), flag);
        }
        else if (!ReferenceEquals(values[0], key))
        {
            Add(key, path, values.Count == 1 ? values[0]
                : new SequenceNode(source,
                    new Span(values[0].Span.Line, values[0].Span.Column, values[values.Count - 1].Span.EndLine,
                        values[values.Count - 1].Span.EndColumn), null, values), flag);
        }

        return at;
    }

    // A further value of the same flag, not the first positional argument behind it.
    private static bool Continues(Argument argument) =>
        !argument.IsKnown || ScalarResolver.AnyNumber(argument.Text) is not null
            || (argument.Text.IndexOfAny(['/', '\\', '.']) < 0 && !YacsKey.IsMatch(argument.Text));

    private void AddOverride(Argument argument, Match match, string[] under)
    {
        var key = match.Groups["key"];
        if (!argument.To(key.Index + key.Length).IsKnown || match.Groups["sign"].Value == "~")
        {
            return;
        }

        var value = argument.From(match.Length);
        Add(KeyOf(argument, key.Index, key.Index + key.Length),
            [.. under, .. key.Value.IndexOf('/') >= 0 || key.Value.IndexOf('@') >= 0 ? [key.Value] : key.Value.Split('.')],
            (ConfigNode?)List(value) ?? Value(value, argument.IsConditional), argument);
    }

    // [1, 2] as OmegaConf reads it.
    private SequenceNode? List(Argument value)
    {
        var text = value.Text;
        if (!value.IsKnown || text.Length < 2 || text[0] != '[' || text[text.Length - 1] != ']' || text.IndexOfAny(['[', '{'], 1) >= 0)
        {
            return null;
        }

        var items = new List<ConfigNode>();
        for (var start = 1; start < text.Length;)
        {
            var end = text.IndexOf(',', start) is var comma && comma < 0 ? text.Length - 1 : comma;
            var from = start;
            while (from < end && text[from] == ' ')
            {
                from++;
            }

            if (from < end)
            {
                items.Add(Value(value.To(end).From(from)));
            }

            start = end + 1;
        }

        return new SequenceNode(source, SpanOf(value.Origin.Start, value.Origin.End), null, items);
    }

    /// <summary>True for <c>--name</c> and <c>-n</c>, not for numbers below zero.</summary>
    public static bool IsFlag(string text) =>
        text.Length > 1 && text[0] == '-'
            && (text[1] == '-' ? text.Length > 2 && (char.IsLetter(text[2]) || text[2] is '_' or '$')
                : char.IsLetter(text[1]) && ScalarResolver.AnyNumber(text) is null && text is not "-inf");

    private ScalarNode KeyOf(Argument argument, int start, int end)
    {
        var part = argument.To(end).From(start);
        return new ScalarNode(source, SpanOf(part.Origin.Start, part.Origin.End), null, part.Text.Replace('-', '_'), ScalarStyle.Plain);
    }

    /// <summary>An argument as a value of the type that its text has.</summary>
    public ScalarNode Value(Argument argument, bool isConditional = false)
    {
        var (start, end) = argument.Origin;
        var isKnown = argument is { IsKnown: true, IsConditional: false } && !isConditional;
        return Typed(argument.Text, SpanOf(start, end), isKnown);
    }

    private ScalarNode Typed(string text, Span span, bool isKnown)
    {
        if (!isKnown)
        {
            return new ScalarNode(source, span, NodeTags.Unknown, text, ScalarStyle.Plain);
        }

        var tag = text switch
        {
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => "tag:yaml.org,2002:bool",
            "null" => "tag:yaml.org,2002:null",
            _ when ScalarResolver.AnyNumber(text) is null => null,
            _ => text.TrimStart('-', '+').All(c => c is (>= '0' and <= '9') or '_') ? NodeTags.Integer : NodeTags.Float,
        };
        return new ScalarNode(source, span, tag, text, tag is null ? ScalarStyle.Quoted : ScalarStyle.Plain);
    }

    private void Add(ScalarNode key, string[] path, ConfigNode value, Argument argument)
    {
        var level = _open[0];
        for (var i = 0; i < path.Length - 1 && i < MostSegments; i++)
        {
            level = level.Child(path[i], key);
        }

        var name = path[path.Length - 1];
        if (name.Length == 0)
        {
            return;
        }

        var entry = new MappingEntry(name == key.Text ? key : new ScalarNode(source, LastSegment(key, name), null, name, ScalarStyle.Plain),
            value);
        if (level.Find(name) is { } first && IsSetting(name) && IsWrittenHere(first) && IsWrittenHere(entry) && argument.Start >= _start
            && ((ScalarNode)first.Value).Text != ((ScalarNode)value).Text)
        {
            _duplicates.Add(new DuplicateKey(string.Join(".", path), first, entry));
        }

        level.Entries.Add(entry);
    }

    private static bool IsSetting(string name) =>
        KeyWords.Normalize(name) is var word && (RateKey.Of(word) is not null || Vocabulary.Numbers.Any(row => row.Words.Contains(word)));

    // What a variable brings in, flag and value, is a default that the command goes over on purpose.
    private bool IsWrittenHere(MappingEntry entry) =>
        entry.Value is ScalarNode { Tag: not NodeTags.Unknown }
        && source.OffsetOf(entry.Key.Span.Line, entry.Key.Span.Column) is var key && key >= _start && key < _end;

    private static Span LastSegment(ScalarNode key, string name) =>
        key.Span.Line == key.Span.EndLine && key.Span.EndColumn - key.Span.Column > name.Length
            ? key.Span with { Column = key.Span.EndColumn - name.Length } : key.Span;

    private Span SpanOf(int start, int end) => source.SpanOf(Math.Max(0, start < 0 ? _start : start), Math.Max(0, start < 0 ? _end : end));

    private MappingNode Close(Level level, Span span, string? tag, CommandLine? command = null) => new(
        source, span, tag,
        [.. level.Entries.Select(entry =>
            level.Nested(entry.Key.Text) is { } nested && ReferenceEquals(entry.Value, nested.Marker)
                ? entry with { Value = Close(nested, entry.Key.Span, null) } : entry)])
    {
        Command = command,
    };

    /// <summary>A mapping in the making.</summary>
    private sealed class Level
    {
        private readonly Dictionary<string, Level> _children = new(StringComparer.Ordinal);

        public List<MappingEntry> Entries { get; } = [];

        /// <summary>Stands in the parent's entries until the mapping is whole.</summary>
        public ScalarNode? Marker { get; private set; }

        public Level? Nested(string name) => _children.TryGetValue(name, out var child) ? child : null;

        public MappingEntry? Find(string name) =>
            Entries.FindLastIndex(entry => entry.Key.Text == name) is var at && at >= 0 ? Entries[at] : null;

        public Level Child(string name, ScalarNode key)
        {
            if (!_children.TryGetValue(name, out var child))
            {
                child = new Level { Marker = new ScalarNode(key.Source, key.Span, null, "", ScalarStyle.Plain) };
                _children.Add(name, child);
                Entries.Add(new MappingEntry(new ScalarNode(key.Source, key.Span, null, name, ScalarStyle.Plain), child.Marker!));
            }

            return child;
        }
    }
}
