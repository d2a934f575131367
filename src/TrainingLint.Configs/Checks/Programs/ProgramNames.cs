using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Where the objects of a program come from: assignments, also of several names at once, attributes of <c>self</c>, names of the
/// function around, parameters by the calls that the program makes, what its own functions return. What has two sources has none.
/// </summary>
internal sealed class ProgramNames
{
    private const int Deepest = 8;

    private static readonly Regex Assignment = TrainingProgram.Pattern(
        @"^\(?(?<targets>[A-Za-z_][\w.]*(?:,\(?[A-Za-z_][\w.]*\)?)*),?\)?(?::[\w.\[\],' |]+)?=(?!=)(?<value>.+)$");

    private static readonly Regex Changed = TrainingProgram.Pattern(@"^(?<name>[A-Za-z_][\w.]*)(?:[-+*/@%&|^]|//|\*\*|<<|>>)=");

    private static readonly Regex Each = TrainingProgram.Pattern(@"^(?:async )?for (?<targets>.+?)(?<=[\w)\]]) ?in (?<over>.+):$");

    private static readonly Regex As = TrainingProgram.Pattern(@" as (?<name>[A-Za-z_]\w*)(?=[,:)])");

    private static readonly Regex Word = TrainingProgram.Pattern(@"[A-Za-z_]\w*");

    private readonly Dictionary<string, List<ProgramValue>> _values = new(StringComparer.Ordinal);
    private readonly ILookup<string, OutlineLine> _functions;
    private readonly IReadOnlyList<OutlineLine> _lines;

    public ProgramNames(PythonOutline outline)
    {
        _lines = outline.Lines;
        _functions = _lines.Where(line => line.IsFunction).ToLookup(NameOf, StringComparer.Ordinal);
        foreach (var line in _lines)
        {
            Read(line);
        }
    }

    /// <summary>The name of a function or class by its header.</summary>
    public static string NameOf(OutlineLine header)
    {
        var start = header.Text.IndexOf(header.Word == "class" ? "class " : "def ", StringComparison.Ordinal)
            + (header.Word == "class" ? 6 : 4);
        var end = header.Text.IndexOfAny(['(', ':'], start);
        return end > start ? header.Text.Substring(start, end - start) : "";
    }

    /// <summary>The parameters of a function by its header, without what is said about them.</summary>
    public static IReadOnlyList<string> ParametersOf(OutlineLine function)
    {
        var open = function.Text.IndexOf('(');
        var close = open < 0 ? -1 : ProgramText.EndOf(function.Text, open);
        return close < 0 ? []
            : [.. ProgramText.Split(function.Text.Substring(open + 1, close - open - 1)).Select(one => one.Split(':', '=')[0])];
    }

    /// <summary>All that a name is given in the scope of a line, in order; the line may stand in a function inside of it.</summary>
    public IReadOnlyList<ProgramValue> All(OutlineLine at, string name)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            return [];
        }

        if (name.StartsWith("self.", StringComparison.Ordinal))
        {
            var owner = OwnerOf(at);
            return [.. values.Where(value => ReferenceEquals(OwnerOf(value.Line), owner))];
        }

        for (var function = at.Function; ; function = function.Function)
        {
            var own = values.Where(value => ReferenceEquals(value.Line.Function, function)).ToArray();
            if (own.Length > 0 || function is null || ParametersOf(function).Contains(name))
            {
                return own;
            }
        }
    }

    /// <summary>The one value of a name at a line, as it is written; null where there are several, or none.</summary>
    public ProgramValue? Of(OutlineLine at, string name) => Of(at, name, 0);

    /// <summary>The value of an expression: of a name its own, of a call what the program's function returns; or as it is
    /// written.</summary>
    public ProgramValue? Follow(OutlineLine at, string text) => Follow(new ProgramValue(at, text), 0);

    /// <summary>The function around a line, or that around it, which has a parameter of this name; null where there is none.</summary>
    public OutlineLine? ParameterOwner(OutlineLine at, string name)
    {
        for (var function = at.Function; function is not null; function = function.Function)
        {
            if (ParametersOf(function).Contains(name))
            {
                return function;
            }
        }

        return null;
    }

    /// <summary>The header of a class of the program; null for others, and where there are two.</summary>
    public OutlineLine? Class(string name)
    {
        var found = _lines.Where(line => line.Word == "class" && NameOf(line) == name).ToArray();
        return found.Length == 1 ? found[0] : null;
    }

    /// <summary>The header of a method of a class; null where it has none or several.</summary>
    public OutlineLine? Method(OutlineLine owner, string name)
    {
        var found = _functions[name].Where(function => ReferenceEquals(function.Parent, owner)).ToArray();
        return found.Length == 1 ? found[0] : null;
    }

    /// <summary>True for a class of which the program makes objects; of others, another file may use every attribute.</summary>
    public bool IsBuiltHere(OutlineLine owner) => _lines.Any(line => !line.IsIn(owner) && !ReferenceEquals(line, owner)
        && line.Word is not ("class" or "from" or "import") && ProgramText.HasWord(line.Text, NameOf(owner)));

    /// <summary>The class around a line.</summary>
    public static OutlineLine? OwnerOf(OutlineLine line) => line.Around.FirstOrDefault(header => header.Word == "class");

    /// <summary>The lines that call a function of the program, with what they hand to it.</summary>
    public IEnumerable<(OutlineLine Line, string Arguments)> CallsOf(OutlineLine function)
    {
        var name = NameOf(function);
        var called = name == "__init__" && function.Parent is { Word: "class" } owner ? NameOf(owner) : name;
        foreach (var line in _lines)
        {
            for (var at = line.Text.IndexOf(called + "(", StringComparison.Ordinal); at >= 0;
                at = line.Text.IndexOf(called + "(", at + 1, StringComparison.Ordinal))
            {
                var open = at + called.Length;
                var close = ProgramText.EndOf(line.Text, open);
                if (close > 0 && (at == 0 || !(char.IsLetterOrDigit(line.Text[at - 1]) || line.Text[at - 1] == '_'))
                    && !(line.IsFunction && NameOf(line) == name) && !(line.Word == "class" && NameOf(line) == called))
                {
                    yield return (line, line.Text.Substring(open + 1, close - open - 1));
                }
            }
        }
    }

    private ProgramValue? Follow(ProgramValue value, int depth)
    {
        if (depth > Deepest || value.IsEach)
        {
            return value;
        }

        if (value.Position < 0 && ProgramText.IsPath(value.Text))
        {
            return value.Text is "None" or "True" or "False" ? value
                : Of(value.Line, value.Text, depth) is { } named && !(named.Text == value.Text && ReferenceEquals(named.Line, value.Line))
                    ? Follow(named, depth + 1) : null;
        }

        return Returned(value) is { } returned ? Follow(returned, depth + 1) : value;
    }

    // What the one return of a function of the program gives back.
    private ProgramValue? Returned(ProgramValue value)
    {
        if (ProgramText.Call(value.Text) is not { } call || call.Name.IndexOf('.') >= 0
            || _functions[call.Name].ToArray() is not { Length: 1 } made)
        {
            return null;
        }

        var returns = _lines.Where(line => line.Word == "return" && ReferenceEquals(line.Function, made[0])).ToArray();
        if (returns.Length != 1 || returns[0].Text.Length < 8)
        {
            return null;
        }

        var text = returns[0].Text.Substring(6).TrimStart();
        var parts = ProgramText.Split(text);
        return value.Position < 0 ? parts.Count == 1 ? new ProgramValue(returns[0], text) : null
            : value.Position < parts.Count && parts.Count > 1 ? new ProgramValue(returns[0], parts[value.Position]) : null;
    }

    private ProgramValue? Of(OutlineLine at, string name, int depth)
    {
        var all = All(at, name);
        if (all.Count > 0)
        {
            var own = all.Where(value => value.Text != "None" && !IsSame(name, value)).ToArray();
            return own.Length == 1 ? own[0] : null;
        }

        return depth < Deepest && ParameterOwner(at, name) is { } function ? Argument(function, name, depth) : null;
    }

    // What all calls of a function hand over for a parameter.
    private ProgramValue? Argument(OutlineLine function, string name, int depth)
    {
        var parameters = ParametersOf(function);
        var position = parameters.ToList().IndexOf(name) - (parameters.Count > 0 && parameters[0] is "self" or "cls" ? 1 : 0);
        ProgramValue? found = null;
        foreach (var (line, arguments) in CallsOf(function))
        {
            var given = ProgramText.Argument(arguments, name, position);
            var value = given is null ? null : ProgramText.IsPath(given) ? Of(line, given, depth + 1) : new ProgramValue(line, given);
            if (value is null || (found is not null && found != value))
            {
                return null;
            }

            found = value;
        }

        return found;
    }

    // model=model.to(device), model=nn.DataParallel(model): the same object in another place.
    private static bool IsSame(string name, ProgramValue value) =>
        Array.Exists([".to(", ".cuda(", ".cpu(", ".train(", ".eval("], move => value.Text.StartsWith(name
            + move, StringComparison.Ordinal)
            && ProgramText.Call(value.Text) is not null)
        || (ProgramText.Call(value.Text) is { } call && call.Arguments.Split(',')[0] == name
            && DottedName.Last(call.Name) is "DataParallel" or "DistributedDataParallel" or "DDP" or "compile");

    private void Read(OutlineLine line)
    {
        if (Assignment.Match(line.Text) is { Success: true } assigned)
        {
            var targets = assigned.Groups["targets"].Value.Replace("(", "").Replace(")", "").Split(',');
            var isOne = targets.Length == 1 && line.Text[targets[0].Length] != ',';
            var parts = ProgramText.Split(assigned.Groups["value"].Value);
            for (var i = 0; i < targets.Length; i++)
            {
                Add(targets[i], isOne ? new(line, assigned.Groups["value"].Value) : parts.Count == targets.Length && parts.Count > 1
                    ? new(line, parts[i]) : new(line, assigned.Groups["value"].Value, i));
            }
        }
        else if (Changed.Match(line.Text) is { Success: true } changed)
        {
            Add(changed.Groups["name"].Value, new(line, ""));
        }
        else if (Each.Match(line.Text) is { Success: true } each)
        {
            ReadLoop(line, each);
        }
        else if (line.Word is "with" or "except")
        {
            foreach (Match opened in As.Matches(line.Text))
            {
                Add(opened.Groups["name"].Value, new(line, ""));
            }
        }
    }

    // for i, (x, y) in enumerate(loader): x and y are the parts of what the loader gives.
    private void ReadLoop(OutlineLine line, Match each)
    {
        var (targets, over) = (each.Groups["targets"].Value, each.Groups["over"].Value);
        var names = ProgramText.Split(targets);
        var counts = ProgramText.Call(over) is { Name: "enumerate" } counted ? counted.Arguments : null;
        if (counts is not null && names.Count == 2)
        {
            Add(names[0], new(line, ""));
            (targets, over) = (names[1].TrimStart('(', '[').TrimEnd(')', ']'), ProgramText.Split(counts)[0]);
            names = ProgramText.Split(targets);
        }

        while (ProgramText.Call(over) is { } wrapped && DottedName.Last(wrapped.Name) is "tqdm" or "iter" or "track")
        {
            over = ProgramText.Split(wrapped.Arguments).FirstOrDefault() ?? "";
        }

        for (var i = 0; i < names.Count; i++)
        {
            foreach (Match name in Word.Matches(names[i]))
            {
                var isPlain = name.Length == names[i].Length;
                Add(name.Value, new(line, isPlain ? over : "", names.Count == 1 ? -1 : i, IsEach: isPlain));
            }
        }
    }

    private void Add(string name, ProgramValue value)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            _values.Add(name, values = []);
        }

        values.Add(value);
    }
}
