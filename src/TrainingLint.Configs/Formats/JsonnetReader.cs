using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats;

/// <summary>
/// Reads the literal part of jsonnet into a positioned tree. What is not literal has its extent, so that what stands behind it is read, and
/// the value unknown. A mistake in the text ends the reading.
/// </summary>
internal sealed class JsonnetReader(SourceFile source)
{
    private static readonly Dictionary<string, int> Strengths = new(StringComparer.Ordinal)
    {
        ["||"] = 1,
        ["&&"] = 2,
        ["|"] = 3,
        ["^"] = 4,
        ["&"] = 5,
        ["=="] = 6,
        ["!="] = 6,
        ["<"] = 7,
        [">"] = 7,
        ["<="] = 7,
        [">="] = 7,
        ["in"] = 7,
        ["<<"] = 8,
        [">>"] = 8,
        ["+"] = 9,
        ["-"] = 9,
        ["*"] = 10,
        ["/"] = 10,
        ["%"] = 10,
    };

    private readonly JsonnetValues _values = new(source);
    private List<JsonnetToken> _tokens = [];
    private int _at;

    private JsonnetToken Current => _tokens[_at];

    /// <summary>The document, or the problem that ended it.</summary>
    public ParsedFile Read()
    {
        try
        {
            _tokens = JsonnetLexer.Tokens(source.Text);
            var root = Expression(new Dictionary<string, ConfigNode>(StringComparer.Ordinal), 0);
            return Current.Kind == JsonnetKind.End
                ? new ParsedFile(source, root is ScalarNode ? [] : [root], [], [])
                : throw new SyntaxMistake(Current.Start, "'" + Current.Text + "' stands where the document should end.");
        }
        catch (SyntaxMistake mistake)
        {
            var position = Math.Min(mistake.Position, source.Text.Length);
            return new ParsedFile(source, [],
                [new DocumentProblem(source.SpanOf(position, Math.Min(position + 1, source.Text.Length)), "Not valid jsonnet: " + mistake.Message)], []);
        }
    }

    private ConfigNode Expression(Dictionary<string, ConfigNode> names, int depth, int strength = 1)
    {
        if (depth > DocumentLimits.Depth)
        {
            throw new SyntaxMistake(Current.Start, "nested deeper than the limit of " + DocumentLimits.Depth + " levels.");
        }

        var start = Current.Start;
        var left = Unary(names, depth);
        while (Strengths.TryGetValue(Current.Text, out var own) && own >= strength
            && Current.Kind is JsonnetKind.Sign or JsonnetKind.Name)
        {
            var sign = Current.Text;
            _at++;
            var right = Expression(names, depth + 1, own + 1);
            left = _values.Combine(sign, left, right, start, Before());
        }

        return left;
    }

    private ConfigNode Unary(Dictionary<string, ConfigNode> names, int depth)
    {
        var start = Current.Start;
        if (Current.Kind != JsonnetKind.Sign || Current.Text is not ("-" or "+" or "!" or "~"))
        {
            return Suffixed(names, depth);
        }

        var sign = Current.Text;
        _at++;
        var operand = depth > DocumentLimits.Depth ? throw new SyntaxMistake(start, "nested too deep.") : Unary(names, depth + 1);
        return sign == "-" ? _values.Negative(operand, start, Before()) : sign == "+" ? operand : _values.Unknown(start, Before());
    }

    // a.b, a[b], a(b), and an object that stands behind another and goes over it.
    private ConfigNode Suffixed(Dictionary<string, ConfigNode> names, int depth)
    {
        var start = Current.Start;
        var value = Primary(names, depth);
        while (true)
        {
            switch (Current.Text)
            {
                case "." when Current.Kind == JsonnetKind.Sign:
                    _at++;
                    value = value is MappingNode mapping && mapping[Current.Text] is { } member ? member
                        : _values.Unknown(start, Current.End);
                    _at++;
                    break;
                case "[" or "(" when Current.Kind == JsonnetKind.Sign:
                    Skip();
                    value = _values.Unknown(start, Before());
                    break;
                case "{" when Current.Kind == JsonnetKind.Sign && value is not null:
                    value = _values.Combine("+", value, Object(names, depth + 1), start, Before());
                    break;
                default:
                    return value!;
            }
        }
    }

    private ConfigNode Primary(Dictionary<string, ConfigNode> names, int depth)
    {
        var token = Current;
        if (token.Kind is JsonnetKind.Number or JsonnetKind.Text)
        {
            _at++;
            return token.Kind == JsonnetKind.Text ? _values.Text(token) : _values.Number(token);
        }

        if (token.Kind == JsonnetKind.Name)
        {
            return Word(names, depth);
        }

        switch (token.Text)
        {
            case "{":
                return Object(names, depth + 1);
            case "[":
                return List(names, depth + 1);
            case "(":
                _at++;
                var inner = Expression(names, depth + 1);
                Expect(")");
                return inner;
            case "$":
                _at++;
                return _values.Unknown(token.Start, token.End);
            default:
                throw new SyntaxMistake(token.Start, "a value is wanted here.");
        }
    }

    private ConfigNode Word(Dictionary<string, ConfigNode> names, int depth)
    {
        var token = Current;
        _at++;
        switch (token.Text)
        {
            case "true" or "false" or "null":
                return _values.Word(token);
            case "local":
                return Expression(Bind(names, depth), depth + 1);
            case "if":
                return Choice(names, depth, token.Start);
            case "assert":
                Expression(names, depth + 1);
                if (TakeSign(":"))
                {
                    Expression(names, depth + 1);
                }

                Expect(";");
                return Expression(names, depth + 1);
            case "function":
                Skip();
                Expression(Hidden(names), depth + 1);
                return _values.Unknown(token.Start, Before());
            case "import" or "importstr" or "importbin" or "error":
                Expression(names, depth + 1);
                return _values.Unknown(token.Start, Before());
            default:
                return names.TryGetValue(token.Text, out var known) ? known : _values.Unknown(token.Start, token.End);
        }
    }

    private ConfigNode Choice(Dictionary<string, ConfigNode> names, int depth, int start)
    {
        var condition = Expression(names, depth + 1);
        ExpectWord("then");
        var yes = Expression(names, depth + 1);
        ConfigNode? no = null;
        if (Current is { Kind: JsonnetKind.Name, Text: "else" })
        {
            _at++;
            no = Expression(names, depth + 1);
        }

        return (condition as ScalarNode)?.Text switch
        {
            "true" when condition.Tag is null => yes,
            "false" when condition.Tag is null && no is not null => no,
            _ => _values.Unknown(start, Before()),
        };
    }

    // local a = 1, f(x) = x; the names stay visible in what follows.
    private Dictionary<string, ConfigNode> Bind(Dictionary<string, ConfigNode> names, int depth, bool isMember = false)
    {
        var bound = new Dictionary<string, ConfigNode>(names, StringComparer.Ordinal);
        do
        {
            var name = Current.Kind == JsonnetKind.Name ? Current.Text : throw new SyntaxMistake(Current.Start, "a name is wanted behind 'local'.");
            var start = Current.Start;
            _at++;
            var isFunction = Current.Text == "(";
            if (isFunction)
            {
                Skip();
            }

            Expect("=");
            var value = Expression(isFunction ? Hidden(bound) : bound, depth + 1);
            bound[name] = isFunction ? _values.Unknown(start, Before()) : value;
        }
        while (!isMember && TakeSign(","));

        if (!isMember)
        {
            Expect(";");
        }

        return bound;
    }

    // Inside of a function its parameters may have any of the names.
    private static Dictionary<string, ConfigNode> Hidden(Dictionary<string, ConfigNode> names) => new(0, names.Comparer);

    private MappingNode Object(Dictionary<string, ConfigNode> names, int depth)
    {
        var start = Current.Start;
        Expect("{");
        var entries = new List<MappingEntry>();
        while (!TakeSign("}"))
        {
            if (Current is { Kind: JsonnetKind.Name, Text: "local" } && _tokens[_at + 1].Kind == JsonnetKind.Name)
            {
                _at++;
                names = Bind(names, depth, isMember: true);
            }
            else if (Current is { Kind: JsonnetKind.Name, Text: "assert" } && _tokens[_at + 1].Text is not (":" or "::"))
            {
                _at++;
                Expression(names, depth + 1);
            }
            else if (Field(names, depth) is { } field)
            {
                entries.Add(field);
            }

            if (Current is { Kind: JsonnetKind.Name, Text: "for" or "if" })
            {
                SkipTo("}");
                entries.Clear();
            }
            else if (!TakeSign(",") && Current.Text != "}")
            {
                throw new SyntaxMistake(Current.Start, "a comma or '}' is missing before this point.");
            }
        }

        return new MappingNode(source, source.SpanOf(start, Before()), null, entries);
    }

    // A hidden field (::) is no part of the output, and a computed name is unknown, except for one that is there or not: [if x then "name"].
    private MappingEntry? Field(Dictionary<string, ConfigNode> names, int depth)
    {
        ScalarNode? key = null;
        if (Current.Kind is JsonnetKind.Name or JsonnetKind.Text)
        {
            key = new ScalarNode(source, source.SpanOf(Current.Start, Current.End), null, Current.Text, ScalarStyle.Plain);
            _at++;
        }
        else if (Current.Text == "[")
        {
            key = NameUnderCondition(names);
            Skip();
        }
        else
        {
            throw new SyntaxMistake(Current.Start, "the name of a field is wanted here.");
        }

        var isMethod = Current.Text == "(";
        if (isMethod)
        {
            Skip();
        }

        var sign = Current.Text;
        if (sign.TrimStart('+').Trim(':').Length > 0 || sign.IndexOf(':') < 0)
        {
            throw new SyntaxMistake(Current.Start, "a field is followed by ':' and a value.");
        }

        _at++;
        var value = Expression(isMethod ? Hidden(names) : names, depth + 1);
        return key is null || isMethod || sign.TrimStart('+') == "::" ? null : new MappingEntry(key, value);
    }

    // The field counts unless the condition is known not to hold.
    private ScalarNode? NameUnderCondition(Dictionary<string, ConfigNode> names)
    {
        var end = _at + 1;
        while (_tokens[end].Kind != JsonnetKind.End && _tokens[end] is not { Kind: JsonnetKind.Name, Text: "then" } && _tokens[end].Text != "]")
        {
            end++;
        }

        if (_tokens[_at + 1] is not { Kind: JsonnetKind.Name, Text: "if" } || _tokens[end].Text != "then"
            || _tokens[end + 1] is not { Kind: JsonnetKind.Text } name || _tokens[end + 2].Text != "]")
        {
            return null;
        }

        var condition = end == _at + 3 && names.TryGetValue(_tokens[_at + 2].Text, out var known) ? (known as ScalarNode)?.Text : null;
        return condition == "false" ? null : new ScalarNode(source, source.SpanOf(name.Start, name.End), null, name.Text, ScalarStyle.Plain);
    }

    private ConfigNode List(Dictionary<string, ConfigNode> names, int depth)
    {
        var start = Current.Start;
        Expect("[");
        var items = new List<ConfigNode>();
        while (!TakeSign("]"))
        {
            items.Add(Expression(names, depth + 1));
            if (Current is { Kind: JsonnetKind.Name, Text: "for" })
            {
                SkipTo("]");
                return _values.Unknown(start, Before());
            }

            if (!TakeSign(",") && Current.Text != "]")
            {
                throw new SyntaxMistake(Current.Start, "a comma or ']' is missing before this point.");
            }
        }

        return new SequenceNode(source, source.SpanOf(start, Before()), null, items);
    }

    private int Before() => _at > 0 ? _tokens[_at - 1].End : 0;

    // Over a pair of brackets with all that is in it.
    private void Skip()
    {
        var open = 0;
        do
        {
            open += Current.Kind != JsonnetKind.Sign ? 0 : Current.Text is "(" or "[" or "{" ? 1 : Current.Text is ")" or "]" or "}" ? -1 : 0;
            _at += Current.Kind == JsonnetKind.End ? throw new SyntaxMistake(Current.Start, "a bracket is not closed.") : 1;
        }
        while (open > 0);
    }

    private void SkipTo(string close)
    {
        while (Current.Text != close || Current.Kind != JsonnetKind.Sign)
        {
            if (Current.Kind == JsonnetKind.End)
            {
                throw new SyntaxMistake(Current.Start, "'" + close + "' is missing.");
            }

            if (Current.Kind == JsonnetKind.Sign && Current.Text is "(" or "[" or "{")
            {
                Skip();
            }
            else
            {
                _at++;
            }
        }

        _at++;
    }

    private bool TakeSign(string sign)
    {
        var isThere = Current.Kind == JsonnetKind.Sign && Current.Text == sign;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(string sign)
    {
        if (!TakeSign(sign))
        {
            throw new SyntaxMistake(Current.Start, "'" + sign + "' is wanted here.");
        }
    }

    private void ExpectWord(string word)
    {
        _at += Current.Kind == JsonnetKind.Name && Current.Text == word ? 1 : throw new SyntaxMistake(Current.Start, "'" + word + "' is wanted here.");
    }
}
