using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>A command that a script runs, with its words expanded.</summary>
/// <param name="Words">The words; the first names the program.</param>
/// <param name="Start">Position of the command in the file.</param>
/// <param name="End">Position behind it.</param>
internal sealed record Invocation(IReadOnlyList<Argument> Words, int Start, int End)
{
    /// <summary>What the command loses to a continuation that does not continue.</summary>
    public CutShort? Cut { get; init; }

    /// <summary>The lost words.</summary>
    public IReadOnlyList<Argument> Lost { get; init; } = [];

    /// <summary>Variables that say how many devices there are, as far as they are known.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>
/// Follows a script without running it: assignments, loops over literal values, functions, conditions that the text decides.
/// Both ways of any other condition are followed, and what they disagree about is unknown.
/// </summary>
internal sealed class ShellInterpreter
{
    private const int MostSteps = 4_000;
    private const int MostInvocations = 200;
    private const int MostRounds = 24;
    private const int DeepestCall = 8;

    // Programs that start what stands behind them, on another machine or in a container.
    private static readonly HashSet<string> Starters = new(StringComparer.Ordinal)
    {
        "srun", "mpirun", "mpiexec", "docker", "podman", "singularity", "apptainer", "enroot", "kubectl", "ssh", "nohup", "sudo", "env",
        "setsid", "timeout", "time", "numactl", "exec", "stdbuf", "ibrun", "jsrun", "aprun",
    };

    private static readonly string[] DeviceVariables = ["CUDA_VISIBLE_DEVICES", "NPROC_PER_NODE", "NNODES", "WORLD_SIZE", "HIP_VISIBLE_DEVICES", "ASCEND_RT_VISIBLE_DEVICES"];

    private readonly List<Invocation> _invocations = [];
    private readonly Dictionary<string, FunctionDefinition> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _called = new(StringComparer.Ordinal);
    private readonly HashSet<SimpleCommand> _whole = [];
    private ShellVariables _variables = new();
    private int _steps;
    private int _calls;

    /// <summary>The commands of a script in the order in which they run, those of both ways of an open condition included.</summary>
    /// <param name="statements">The script.</param>
    /// <param name="variables">What is known to stand in its environment; null where nothing is.</param>
    public static IReadOnlyList<Invocation> Run(IReadOnlyList<Statement> statements, IReadOnlyDictionary<string,
        string>? variables = null)
    {
        var interpreter = new ShellInterpreter();
        foreach (var variable in variables ?? new Dictionary<string, string>())
        {
            interpreter._variables.Set(variable.Key, new ShellValue([new Piece(variable.Value, -1)]));
        }

        interpreter.Run(statements, isConditional: false);

        // Functions for other scripts: what they are called with is unknown.
        foreach (var function in interpreter._functions.Values.Where(function => !interpreter._called.Contains(function.Name)).ToArray())
        {
            interpreter.Run(function.Body, isConditional: false);
        }

        return interpreter._invocations;
    }

    private void Run(IReadOnlyList<Statement> statements, bool isConditional)
    {
        foreach (var statement in statements)
        {
            Run(statement, isConditional);
        }
    }

    private void Run(Statement statement, bool isConditional)
    {
        if (++_steps > MostSteps || _invocations.Count >= MostInvocations)
        {
            return;
        }

        switch (statement)
        {
            case SimpleCommand command:
                RunCommand(command, isConditional);
                break;
            case AndOr both:
                RunBoth(both, isConditional);
                break;
            case Block block:
                Run(block.Body, isConditional);
                break;
            case Choice choice:
                RunChoice(choice);
                break;
            case ForLoop loop:
                RunLoop(loop, isConditional);
                break;
            case WhileLoop loop:
                RunWays([loop.Body], isExhaustive: false);
                break;
            case FunctionDefinition function:
                _functions[function.Name] = function;
                break;
        }
    }

    private void RunBoth(AndOr both, bool isConditional)
    {
        var isDecided = both.Left is SimpleCommand { Words.Count: > 0 } test ? ShellCondition.Decide(Expand(test)) : null;
        var isTest = both.Left is SimpleCommand { Program: "[" or "[[" or "test" };
        if (!isTest)
        {
            Run(both.Left, isConditional);
        }

        if (isDecided is { } holds)
        {
            if (holds == both.IsAnd)
            {
                Run(both.Right, isConditional);
            }
        }
        else if (both.IsAnd && !isTest)
        {
            Run(both.Right, isConditional);
        }
        else
        {
            RunWays([[both.Right]], isExhaustive: false);
        }
    }

    // Recipes in Kaldi's manner are started stage by stage: the default of the variable leaves out what trained yesterday.
    private static bool AsksForStage(IReadOnlyList<Statement>? condition) =>
        condition?.Count == 1 && condition[0] is SimpleCommand test
        && test.Words.SelectMany(word => word.Parts).Any(part => part is VariablePart { Name: "stage" or "start_stage" or "stop_stage" });

    // if [ -z "$LR" ]; then LR=1e-4; fi: a default, as ${LR:-1e-4} is, of a variable that only the environment may set.
    private bool IsDefault(Choice choice)
    {
        var (condition, body) = choice.Arms[0];
        return choice.Arms.Count == 1 && condition?.Count == 1 && condition[0] is SimpleCommand { Words.Count: 3 or 4 } test
            && test.Program is "[" or "[[" or "test" && test.Words[1].Bare == "-z" && !Leaves(body)
            && test.Words[2].Parts.Count == 1 && test.Words[2].Parts[0] is VariablePart { Operator: "" } tested
            && _variables[tested.Name] is null
            && body.OfType<SimpleCommand>().Any(command => command.Assignments.Any(assignment => assignment.Name == tested.Name));
    }

    private void RunChoice(Choice choice)
    {
        if (IsDefault(choice))
        {
            Run(choice.Arms[0].Body, isConditional: false);
            return;
        }

        var open = new List<IReadOnlyList<Statement>>();
        foreach (var (condition, body) in choice.Arms)
        {
            var isDecided = condition?.Count == 1 && condition[0] is SimpleCommand test ? ShellCondition.Decide(Expand(test)) : null;
            if (isDecided == false && !AsksForStage(condition))
            {
                continue;
            }

            open.Add(body);
            if (isDecided == true || (condition is null && choice.IsExhaustive && choice.Arms[choice.Arms.Count - 1].Body == body))
            {
                RunWays(open, isExhaustive: true);
                return;
            }
        }

        RunWays(open, choice.IsExhaustive && choice.Arms.All(arm => arm.Condition is null));
    }

    private void RunWays(IReadOnlyList<IReadOnlyList<Statement>> bodies, bool isExhaustive)
    {
        if (bodies.Count == 1 && isExhaustive)
        {
            Run(bodies[0], isConditional: false);
            return;
        }

        var before = _variables;
        var ways = new List<ShellVariables>();
        foreach (var body in bodies)
        {
            _variables = before.Copy();
            Run(body, isConditional: true);
            if (!Leaves(body))
            {
                ways.Add(_variables);
            }
        }

        if (!isExhaustive || ways.Count == 0)
        {
            ways.Insert(0, before.Copy());
        }

        before.Join(ways);
        _variables = before;
    }

    // What stands behind an exit is not reached on that way.
    private static bool Leaves(IReadOnlyList<Statement> body) => body.Count > 0 && body[body.Count - 1] is SimpleCommand { Program: "exit" or "return" };

    private void RunLoop(ForLoop loop, bool isConditional)
    {
        var values = loop.Words?.SelectMany(new ShellExpander(_variables).Expand).ToArray() ?? variablesOf("@");
        if (values is null || values.Length == 0 || values.Length > MostRounds
            || Array.Exists(values, value => !value.IsKnown || IsPattern(value)))
        {
            _variables.Set(loop.Name, ShellValue.Unknown(loop.Name));
            Run(loop.Body, isConditional: true);
            return;
        }

        foreach (var value in values)
        {
            _variables.Set(loop.Name, new ShellValue(value.Pieces));
            Run(loop.Body, isConditional);
        }

        Argument[]? variablesOf(string name) => _variables[name]?.Items?.ToArray();
    }

    private static bool IsPattern(Argument value) =>
        value.Pieces.Any(piece => !piece.IsQuoted && piece.Text.IndexOfAny(['*', '?', '{', '[']) >= 0);

    private List<Argument> Expand(SimpleCommand command)
    {
        var expander = new ShellExpander(_variables);
        return [.. command.Words.SelectMany(expander.Expand)];
    }

    private void RunCommand(SimpleCommand command, bool isConditional)
    {
        var isDeclaration = command.Program is "export" or "declare" or "local" or "readonly" or "typeset";
        var lasting = command.Words.Count == 0 || isDeclaration;
        var environment = Environment(command.Assignments);
        if (lasting)
        {
            foreach (var assignment in command.Assignments)
            {
                Assign(assignment, isConditional);
            }
        }

        if (command.Words.Count == 0 || isDeclaration)
        {
            return;
        }

        var words = Expand(command);
        if (words.Count == 0)
        {
            return;
        }

        switch (words[0].Text)
        {
            case ":" or "echo" or "printf":
                return;
            case "read":
                Read(command, words);
                return;
            case "unset":
                words.ForEach(word => _variables.Forget(word.Text));
                return;
            case "shift" or "set" when words.Count == 1 || words[1].Text is "--" || words[0].Text == "shift":
                _variables.Forget("@");
                return;
            case "eval":
                RunText(words.Skip(1), isConditional);
                return;
            case var name when (IsShell(name) || Starters.Contains(name)) && TextOfShell(words) is { } text:
                RunText([text], isConditional);
                return;
            case var reader when (reader is "sbatch" or "ssh" || IsShell(reader)) && command.Document?.Body is { } body:
                RunText([new Argument(new ShellExpander(_variables).Join(body), command.Start, command.End)], isConditional);
                return;
            case "sbatch" when words.Find(word => word.Text.StartsWith("--wrap=", StringComparison.Ordinal)) is { } wrapped:
                RunText([wrapped.From("--wrap=".Length)], isConditional);
                return;
        }

        if (_functions.TryGetValue(words[0].Text, out var function) && _calls < DeepestCall)
        {
            Call(function, words, isConditional);
            return;
        }

        var cut = _whole.Add(command) ? command.Cut : null;
        _invocations.Add(new Invocation(words, command.Start, command.End)
        {
            Cut = cut,
            Lost = cut is { Words.Count: > 0 } ? Expand(command with { Words = cut.Words }) : [],
            Environment = environment,
        });
    }

    private void Call(FunctionDefinition function, List<Argument> words, bool isConditional)
    {
        _called.Add(function.Name);
        var outer = _variables["@"];
        var given = words.Skip(1).ToArray();
        _variables.Set("@", new ShellValue([], given));
        for (var i = 0; i < 9; i++)
        {
            if (i < given.Length)
            {
                _variables.Set((i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), new ShellValue(given[i].Pieces));
            }
        }

        _calls++;
        Run(function.Body, isConditional);
        _calls--;
        for (var i = 1; i <= 9; i++)
        {
            _variables.Forget(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        _variables.Forget("@");
        if (outer is not null)
        {
            _variables.Set("@", outer);
        }
    }

    private void Read(SimpleCommand command, List<Argument> words)
    {
        var name = words[words.Count - 1].Text;
        var body = command.Document?.Body ?? command.Input;
        _variables.Set(name, body is null ? ShellValue.Unknown(name) : new ShellValue(new ShellExpander(_variables).Join(body)));
    }

    private static bool IsShell(string word) => word is "bash" or "sh" or "/bin/bash" or "/bin/sh" or "/usr/bin/bash" or "zsh";

    // bash -c "...", and srun --nodes=1 bash -c "...": what the shell is given to run.
    private static Argument? TextOfShell(List<Argument> words)
    {
        var shell = words.FindIndex(word => IsShell(word.Text));
        var at = shell < 0 ? -1 : words.FindIndex(shell, word => word.Text is "-c" or "-lc" or "-ic" or "-ec" or "-xc");
        return at > 0 && at + 1 < words.Count ? words[at + 1] : null;
    }

    private void RunText(IEnumerable<Argument> words, bool isConditional)
    {
        if (_calls >= DeepestCall)
        {
            return;
        }

        var pieces = new List<Piece>();
        foreach (var word in words)
        {
            pieces.AddRange(pieces.Count > 0 ? [new Piece(" ", -1), .. word.Pieces] : word.Pieces);
        }

        _calls++;
        Run(ShellParser.Parse(ScriptText.Of(pieces), out _), isConditional);
        _calls--;
    }

    private void Assign(Assignment assignment, bool isConditional)
    {
        var expander = new ShellExpander(_variables);
        if (assignment.Value is null && assignment.Array is null)
        {
            return;
        }

        // LR="$2" in the loop over the script's own arguments: the default above it holds unless somebody says otherwise.
        if (isConditional && assignment.Value is { Parts.Count: > 0 } value && _variables[assignment.Name] is not null
            && value.Parts.All(IsOwnArgument) && _calls == 0)
        {
            return;
        }

        var given = assignment.Array is { } array
            ? new ShellValue([], [.. array.SelectMany(expander.Expand)])
            : new ShellValue(expander.Join(assignment.Value!));
        if (assignment.IsAppend)
        {
            _variables.Append(assignment.Name, given);
        }
        else
        {
            _variables.Set(assignment.Name, given);
        }
    }

    private static bool IsOwnArgument(WordPart part) =>
        part is VariablePart { Operator: "" } variable
            && (variable.Name is "OPTARG" || (variable.Name.Length == 1 && char.IsDigit(variable.Name[0])));

    private Dictionary<string, string> Environment(IReadOnlyList<Assignment> given)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        var expander = new ShellExpander(_variables);
        foreach (var name in DeviceVariables)
        {
            var own = given.LastOrDefault(assignment => assignment.Name == name && assignment.Value is not null);
            var value = own is null ? _variables[name] : new ShellValue(expander.Join(own.Value!));
            if (value is { IsKnown: true, Items: null })
            {
                environment[name] = value.Text;
            }
        }

        return environment;
    }
}
