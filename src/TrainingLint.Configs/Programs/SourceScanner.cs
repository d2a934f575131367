using System;
using System.Collections.Generic;

namespace TrainingLint.Configs.Programs;

/// <summary>Finds in the tokens of a Python program how it loads its settings, what it seeds and what it takes where a setting is
/// absent.</summary>
internal sealed class SourceScanner
{
    // A call with more tokens is no plain conversion.
    private const int LongestCall = 60;
    private const int LongestArguments = 200;

    private static readonly Dictionary<string, Pattern> Patterns = Table(
        (Pattern.Get, "get pop setdefault"),
        (Pattern.GetAttribute, "getattr"),
        (Pattern.AddArgument, "add_argument"),
        (Pattern.Conversion, "float int eval literal_eval float32 float64 Decimal"),
        (Pattern.Load, "load safe_load full_load unsafe_load load_all safe_load_all"),
        (Pattern.OtherLoader, "OmegaConf omegaconf hydra load_hyperpyyaml hyperpyyaml ruamel ruamel_yaml yacs CfgNode jsonargparse "
            + "LightningCLI configargparse HfArgumentParser pydantic dacite "
            + "add_implicit_resolver anyconfig dynaconf strictyaml simple_parsing draccus pyrallis cattrs marshmallow mmcv mmengine "
            + "detectron2 fvcore fire typer confuse argbind from_yaml ml_collections"),
        (Pattern.Seed, "manual_seed manual_seed_all seed set_seed seed_everything set_random_seed seed_all enable_full_determinism "
            + "PRNGKey"),
        (Pattern.Draw, "random"),
        (Pattern.Train, "backward apply_gradients value_and_grad fit train_on_batch"),
        (Pattern.Condition, "if elif and or not while"),
        (Pattern.Definition, "def"),
        (Pattern.DataClass, "dataclass dataclasses"),
        (Pattern.Rate, "learning_rate"));

    private static readonly HashSet<string> PythonDraws = new(["random", "choice", "choices", "shuffle", "randint", "uniform",
        "sample", "gauss", "randrange"], StringComparer.Ordinal);
    private static readonly HashSet<string> NoDraws = new(["seed", "default_rng", "RandomState", "Generator", "get_state",
        "set_state", "SeedSequence", "mtrand", "bit_generator"], StringComparer.Ordinal);

    private readonly string _text;
    private readonly List<SourceToken> _tokens;
    private readonly WordTable _words;
    private readonly SourceScan _scan;

    private enum Pattern : byte
    {
        None,
        Get,
        GetAttribute,
        AddArgument,
        Conversion,
        Load,
        OtherLoader,
        Seed,
        Draw,
        Train,
        Condition,
        Definition,
        DataClass,
        Rate,
    }

    private SourceScanner(string text, List<SourceToken> tokens, SourceScan scan)
    {
        (_text, _tokens, _scan, _words) = (text, tokens, scan, scan.Words);
    }

    /// <summary>Scans a text. Never throws on any.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isPython">False for C# and C++, of which only the words are known.</param>
    public static SourceScan Scan(string text, bool isPython)
    {
        var tokenizer = new SourceTokenizer(text, isPython);
        var tokens = tokenizer.Read();
        var scan = new SourceScan { Words = tokenizer.Words, Pieces = tokenizer.Pieces };
        if (isPython)
        {
            new SourceScanner(text, tokens, scan).Find();
        }

        return scan;
    }

    private void Find()
    {
        // Asked once for each distinct word, not for each token.
        var patterns = new Pattern[_words.Count];
        var any = false;
        for (var word = 0; word < patterns.Length; word++)
        {
            any |= Patterns.TryGetValue(_words[word], out patterns[word]);
        }

        var hasFields = false;
        for (var i = 0; any && i < _tokens.Count; i++)
        {
            if (_tokens[i] is { Kind: SourceTokenKind.Name, Word: var word } && patterns[word] is not Pattern.None and var pattern)
            {
                hasFields |= pattern == Pattern.DataClass;
                Look(pattern, i);
            }
            else if (IsSign(i, '/') || IsSign(i, '%'))
            {
                AddDivision(i);
            }
        }

        if (hasFields)
        {
            FindFields();
        }
    }

    private void Look(Pattern pattern, int i)
    {
        switch (pattern)
        {
            case Pattern.Get when IsSign(i - 1, '.') && IsSign(i + 1, '('):
                AddFallback(i + 2);
                break;
            case Pattern.GetAttribute when IsSign(i + 1, '('):
                AddAttributeFallback(i + 2);
                break;
            case Pattern.AddArgument when IsSign(i + 1, '('):
                AddArgument(i + 2);
                break;
            case Pattern.Conversion when IsSign(i + 1, '('):
                AddConversion(i + 2);
                break;
            case Pattern.Load when IsSign(i + 1, '('):
                AddLoad(i);
                break;
            case Pattern.OtherLoader:
                _scan.OtherLoaders.Add((Word(i), _tokens[i].Line));
                break;
            case Pattern.Seed when IsSign(i + 1, '('):
                AddSeed(i);
                break;
            case Pattern.Draw:
                AddDraw(i);
                break;
            case Pattern.Train when _scan.TrainingLine == 0 && (IsSign(i - 1, '.') || IsSign(i + 1, '(')):
                _scan.TrainingLine = _tokens[i].Line;
                break;
            case Pattern.Condition:
                AddCondition(i + 1);
                break;
            case Pattern.Rate when IsSign(i - 1, '.') && IsSign(i + 1, '=') && !IsSign(i + 2, '='):
                AddRate(i + 2);
                break;
            case Pattern.Definition when i + 1 < _tokens.Count && Word(i + 1).IndexOf("seed", StringComparison.OrdinalIgnoreCase) >= 0:
                _scan.SeedHelpers.Add(Word(i + 1));
                break;
        }
    }

    // .get("momentum", 0.9)
    private void AddFallback(int key)
    {
        if (IsWhole(key, SourceTokenKind.Text) && IsSign(key + 1, ',') && Literal(key + 2, out var end) is { } text && IsSign(end, ')'))
        {
            _scan.Fallbacks.Add(new Fallback(Word(key), text, _tokens[key].Line));
        }
    }

    // getattr(args, "momentum", 0.9)
    private void AddAttributeFallback(int start)
    {
        for (var i = start; i < start + LongestCall && i < _tokens.Count && !IsSign(i, ')'); i++)
        {
            if (IsSign(i, ','))
            {
                AddFallback(i + 1);
                return;
            }
        }
    }

    // add_argument('-m', '--momentum', type=float, default=0.9)
    private void AddArgument(int start)
    {
        var name = -1;
        string? text = null;
        var depth = 0;
        for (var i = start; i < start + LongestArguments && i < _tokens.Count; i++)
        {
            if (IsSign(i, '(') || IsSign(i, '['))
            {
                depth++;
            }
            else if ((IsSign(i, ')') || IsSign(i, ']')) && --depth < 0)
            {
                break;
            }
            else if (depth == 0 && IsWhole(i, SourceTokenKind.Text) && (IsSign(i - 1, '(') || IsSign(i - 1, ',') || Follows(i, "dest")))
            {
                name = i;
            }
            else if (depth == 0 && IsSign(i, '=') && Is(i - 1, "default"))
            {
                text = Literal(i + 1, out var end) is { } literal && (IsSign(end, ',') || IsSign(end, ')')) ? literal : null;
            }
            else if (depth == 0 && IsSign(i, '=') && Is(i - 1, "type") && (Is(i + 1, "float") || Is(i + 1, "int") || Is(i + 1,
                "eval")) && name >= 0)
            {
                _scan.Converted.Add(Word(name));
            }
        }

        if (name >= 0 && text is not null)
        {
            _scan.Fallbacks.Add(new Fallback(Word(name), text, _tokens[name].Line));
        }
    }

    private bool Follows(int i, string name) => IsSign(i - 1, '=') && Is(i - 2, name);

    // float(cfg['optim']['lr'])
    private void AddConversion(int start)
    {
        var depth = 0;
        var names = 0;
        for (var i = start; i < start + LongestCall && i < _tokens.Count; i++)
        {
            if (IsSign(i, '('))
            {
                depth++;
            }
            else if (IsSign(i, ')') && --depth < 0)
            {
                break;
            }
            else if (_tokens[i].Word >= 0)
            {
                names++;
                _scan.Converted.Add(Word(i));
            }
        }

        _scan.ConvertsAnything |= names == 1;
    }

    // yaml.safe_load(file), or safe_load(file) by "from yaml import safe_load".
    private void AddLoad(int i)
    {
        if ((IsSign(i - 1, '.') && Is(i - 2, "yaml")) || (!IsSign(i - 1, '.') && Word(i).Contains("safe_load") && !Is(i - 1, "def")))
        {
            _scan.PyYamlLoads.Add(_tokens[i].Line);
        }
    }

    // model.learning_rate = ngpu * bs * base_lr
    private void AddRate(int start)
    {
        var isScaled = false;
        for (var i = start; i < start + LongestCall && i < _tokens.Count && _tokens[i].Line == _tokens[start - 1].Line; i++)
        {
            isScaled |= IsSign(i, '*');
        }

        _scan.ScaledRates.Add(isScaled);
    }

    // if config.max_steps > 0 and ...:, if args.limit:
    private void AddCondition(int i)
    {
        while (IsSign(i + 1, '.') && IsWhole(i, SourceTokenKind.Name))
        {
            i += 2;
        }

        if (!IsWhole(i, SourceTokenKind.Name))
        {
            return;
        }

        var isTruth = IsSign(i + 1, ':') || Is(i + 1, "and") || Is(i + 1, "or") || Is(i + 1, "else");
        var isMoreThanNothing = IsSign(i + 1, '>') && IsNothing(i + 2);
        var isOtherThanNothing = (IsSign(i + 1, '!') || IsSign(i + 1, '=')) && IsSign(i + 2, '=') && IsNothing(i + 3);
        if (isTruth || isMoreThanNothing || isOtherThanNothing)
        {
            _scan.Conditions.Add(Word(i));
        }
        else if (AsksForSign(i + 1))
        {
            _scan.Signs.Add(Word(i));
        }
    }

    // <= -1, == -1, != -1, < 0, >= 0
    private bool AsksForSign(int i)
    {
        if (!(IsSign(i, '<') || IsSign(i, '>') || ((IsSign(i, '=') || IsSign(i, '!')) && IsSign(i + 1, '='))))
        {
            return false;
        }

        var number = IsSign(i + 1, '=') ? i + 2 : i + 1;
        return IsNothing(number)
            || (IsSign(number, '-') && number + 1 < _tokens.Count && _tokens[number + 1].Kind == SourceTokenKind.Number);
    }

    // segment_size // hop_size, self.segment_size / self.hop_size, hps.train.segment_size % hps.data.hop_length
    private void AddDivision(int i)
    {
        var by = IsSign(i, '/') && IsSign(i + 1, '/') ? i + 2 : i + 1;
        if (i == 0 || !IsWhole(i - 1, SourceTokenKind.Name) || !IsWhole(by, SourceTokenKind.Name))
        {
            return;
        }

        while (IsSign(by + 1, '.') && IsWhole(by + 2, SourceTokenKind.Name))
        {
            by += 2;
        }

        _scan.Divisions.Add((Word(i - 1), Word(by)));
    }

    private bool IsNothing(int i) => i < _tokens.Count && _tokens[i].Kind == SourceTokenKind.Number && Text(i) == "0";

    private void AddSeed(int i)
    {
        var name = Word(i);
        if (Is(i - 1, "def"))
        {
            return;
        }

        RandomSource? source = name switch
        {
            "manual_seed" or "manual_seed_all" => RandomSource.Torch,
            "PRNGKey" => RandomSource.Other,
            "set_seed" when IsSign(i - 1, '.') && Is(i - 2, "random") => RandomSource.Other,
            "seed" => !(IsSign(i - 1, '.') && Is(i - 2, "random")) ? null : IsSign(i - 3, '.') ? RandomSource.NumPy : RandomSource.Python,
            _ => RandomSource.Everything,
        };
        if (source is { } known)
        {
            _scan.Seeds.Add((known, name, _tokens[i].Line));
        }
    }

    // np.random.choice(...), random.shuffle(...)
    private void AddDraw(int i)
    {
        if (!IsSign(i + 1, '.') || i + 2 >= _tokens.Count || _tokens[i + 2].Kind != SourceTokenKind.Name || !IsSign(i + 3, '('))
        {
            return;
        }

        var isNumPy = IsSign(i - 1, '.') && (Is(i - 2, "np") || Is(i - 2, "numpy"));
        var drawn = Word(i + 2);
        if (isNumPy ? !NoDraws.Contains(drawn) : !IsSign(i - 1, '.') && PythonDraws.Contains(drawn))
        {
            _scan.Draws.Add((isNumPy ? RandomSource.NumPy : RandomSource.Python, _tokens[i].Line));
        }
    }

    // momentum: float = 0.9, on a line of its own outside of all brackets.
    private void FindFields()
    {
        var depth = 0;
        for (var i = 1; i < _tokens.Count; i++)
        {
            var opens = IsSign(i, '(') || IsSign(i, '[') || IsSign(i, '{');
            var closes = IsSign(i, ')') || IsSign(i, ']') || IsSign(i, '}');
            depth += opens ? 1 : closes && depth > 0 ? -1 : 0;
            if (depth == 0 && _tokens[i].Kind == SourceTokenKind.Name && IsSign(i + 1, ':')
                && _tokens[i - 1].Line < _tokens[i].Line && FieldValue(i + 2) is { } text)
            {
                _scan.Fallbacks.Add(new Fallback(Word(i), text, _tokens[i].Line));
            }
        }
    }

    private string? FieldValue(int start)
    {
        for (var i = start; i < start + LongestCall && i < _tokens.Count && _tokens[i].Line == _tokens[start - 1].Line; i++)
        {
            if (IsSign(i, '='))
            {
                return Literal(i + 1, out var end) is { } text && (end >= _tokens.Count || _tokens[end].Line > _tokens[i].Line)
                    ? text : null;
            }
        }

        return null;
    }

    private string? Literal(int i, out int end)
    {
        var sign = IsSign(i, '-') ? "-" : "";
        var at = sign.Length > 0 ? i + 1 : i;
        end = at + 1;
        return at >= _tokens.Count ? null : _tokens[at].Kind switch
        {
            SourceTokenKind.Number => sign + Text(at),
            SourceTokenKind.Text when sign.Length == 0 && _tokens[at].Length < 60 => Text(at),
            SourceTokenKind.Name when Text(at) is "True" or "False" => Text(at),
            _ => null,
        };
    }

    private string Text(int i) => _text.Substring(_tokens[i].Start, _tokens[i].Length);

    private bool IsWhole(int i, SourceTokenKind kind) => i < _tokens.Count && _tokens[i].Kind == kind && _tokens[i].Word >= 0;

    private string Word(int i) => _tokens[i].Word >= 0 ? _words[_tokens[i].Word] : "";

    private bool Is(int i, string word) => i >= 0 && i < _tokens.Count && _tokens[i].Kind == SourceTokenKind.Name && Word(i) == word;

    private bool IsSign(int i, char sign) => i >= 0 && i < _tokens.Count && _tokens[i].Kind == SourceTokenKind.Sign
        && _text[_tokens[i].Start] == sign;

    private static Dictionary<string, Pattern> Table(params (Pattern Pattern, string Words)[] rows)
    {
        var table = new Dictionary<string, Pattern>(StringComparer.Ordinal);
        foreach (var (pattern, words) in rows)
        {
            foreach (var word in words.Split(' '))
            {
                table[word] = pattern;
            }
        }

        return table;
    }
}
