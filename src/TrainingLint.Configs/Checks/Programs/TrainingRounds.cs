using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// The course of every loop of a program that computes gradients, calls of the program's own functions followed: checks of order read it
/// instead of lines, so that it does not matter in which function a step is taken.
/// </summary>
internal sealed class TrainingRounds
{
    private const int Deepest = 4;

    private const int MostEvents = 20_000;

    private static readonly Regex Clears = TrainingProgram.Pattern(@"^(?<name>[A-Za-z_][\w.\[\]']*)\.(?:zero_grad|clear_grad)\(");

    private static readonly Regex ClearsEach = TrainingProgram.Pattern(@"\.grad(?:\.data)?(?:=None$|\.zero_\(|=torch\.zeros)"
        + @"|zero_gradients\(");

    private static readonly Regex Backward = TrainingProgram.Pattern(
        @"(?:(?<=^|=)(?:[\w.]*scale\()?(?<name>[A-Za-z_][\w.]*)\)?|\))\.backward\(|(?:accelerator|fabric|manual|engine)\w*[._]backward\("
            + @"(?<name>[\w.]*)");

    private static readonly Regex Steps = TrainingProgram.Pattern(
        @"^(?:\w+=)?(?:(?<scaler>[\w.]*scaler[\w.]*)\.step\((?<name>[A-Za-z_][\w.]*)\)|(?<name>[A-Za-z_][\w.]*)\.step\((?<given>.*)\))$",
        RegexOptions.IgnoreCase);

    private static readonly Regex IsSchedule = TrainingProgram.Pattern(@"sched|(?:^|[._])(?:lr|warmup|plateau|cosine|annealing)\w*$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Schedules = TrainingProgram.Pattern(
        @"^(?:\w+\.)*(?:\w+LR|CosineAnnealingWarmRestarts|ReduceLROnPlateau|get_\w+_schedule(?:_with_warmup)?)\(");

    private static readonly Regex Optimizers = TrainingProgram.Pattern(@"^(?:torch\.)?(?:\w+\.)*(?<class>[A-Z]\w*)\(.*parameters\(");

    private static readonly Regex Called = TrainingProgram.Pattern(@"(?<![\w.])(?:self\.)?(?<name>[A-Za-z_]\w*)\(");

    private static readonly Regex HandsAll = TrainingProgram.Pattern(@"[(,]self[),]|locals\(\)|\*\*(?:state|self)");

    private static readonly Regex HandsOptimizer = TrainingProgram.Pattern(@"[(,=](?:self\.)?\w*(?:optim|opt\b|optimizer)\w*[),]",
        RegexOptions.IgnoreCase);

    private static readonly Regex Reads = TrainingProgram.Pattern(
        @"scaler\w*\.(?:step|unscale_)\(|clip_grad|get_lr|save|state_dict|print\(|LR\(|lr_scheduler|sched|log|isinstance\(|super\(");

    private readonly TrainingProgram _program;
    private readonly ILookup<string, OutlineLine> _functions;
    private readonly HashSet<string> _optimizers;

    public TrainingRounds(TrainingProgram program)
    {
        _program = program;
        _functions = program.Lines.Where(line => line.IsFunction).ToLookup(ProgramNames.NameOf, StringComparer.Ordinal);
        _optimizers = new(program.Steppers.Select(built => built.Name), StringComparer.Ordinal);
        Rounds = [.. program.Lines.Where(line => line.IsLoop()).Select(Round).Where(round => round.Events.Count > 0)];
    }

    /// <summary>The rounds of all loops that do something of the kind.</summary>
    public IReadOnlyList<TrainingRound> Rounds { get; }

    private TrainingRound Round(OutlineLine loop)
    {
        var events = new List<TrainingEvent>();
        Collect(_program.Within(loop), loop, new Course([], new Dictionary<string, string>(), [], 0), events);
        return new(loop, events);
    }

    private void Collect(IEnumerable<OutlineLine> lines, OutlineLine from, Course course, List<TrainingEvent> events)
    {
        foreach (var line in lines)
        {
            if (events.Count >= MostEvents)
            {
                return;
            }

            var around = line.UpTo(from).Concat(course.Around).ToArray();
            var isFollowed = line.Word is not ("def" or "class" or "from" or "import") && Follow(line, around, course, events);
            foreach (var (act, name, isScaled) in ActsOf(line, isFollowed))
            {
                events.Add(new(act, course.Named(name), line, around, isScaled, course.Depth > 0));
            }
        }
    }

    // The functions of the program that a line calls, in the order in which they are called.
    private bool Follow(OutlineLine line, OutlineLine[] around, Course course, List<TrainingEvent> events)
    {
        var isFollowed = false;
        foreach (var (match, arguments, _) in line.Text.Has("(") ? line.Text.Calls(Called) : [])
        {
            var isMethod = match.Value.StartsAs("self.");
            var made = _functions[match.Groups["name"].Value].Where(function => isMethod
                ? ReferenceEquals(function.Parent, ProgramNames.OwnerOf(line)) : function.Parent?.Word != "class").ToArray();
            if (made.Length == 1 && course.Depth < Deepest && !course.Path.Contains(made[0]) && !IsInParts(made[0]))
            {
                isFollowed = true;
                Collect(_program.Within(made[0]), made[0], course.Into(made[0], around, NamesOf(made[0], arguments, course)), events);
            }
        }

        return isFollowed;
    }

    // What yields goes on when it is asked to, around or between the lines of its caller.
    private bool IsInParts(OutlineLine function) => _program.Within(function).Any(line => line.Word == "yield" || line.Text.Has("=yield"));

    // The parameters of a function by what the call hands over for them.
    private static Dictionary<string, string> NamesOf(OutlineLine function, string arguments, Course course)
    {
        var parameters = ProgramNames.ParametersOf(function).Where(one => one is not ("self" or "cls")).ToArray();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (ProgramText.Argument(arguments, parameters[i], i) is { } given && ProgramText.IsPath(given))
            {
                names[parameters[i]] = course.Named(given);
            }
        }

        return names;
    }

    private IEnumerable<(TrainingAct Act, string Name, bool IsScaled)> ActsOf(OutlineLine line, bool isFollowed)
    {
        var text = line.Text;
        if (Clears.Match(text) is { Success: true } clears)
        {
            yield return (TrainingAct.Clear, clears.Groups["name"].Value, false);
        }
        else if (ClearsEach.IsMatch(text))
        {
            yield return (TrainingAct.Clear, "", false);
        }

        if (text.Has("backward(") && !line.IsFunction && Backward.Match(text) is { Success: true } back)
        {
            yield return (TrainingAct.Backward, back.Groups["name"].Value, text.Has("scale("));
        }

        if (StepOf(text) is { } step)
        {
            yield return step;
        }

        if (line.Assigned() is { } assigned && BuiltBy(assigned.Value) is { } built)
        {
            yield return (built, assigned.Name, false);
        }

        if (!isFollowed && text.Has("(") && !line.IsFunction && (HandsAll.IsMatch(text) || HandsOptimizer.IsMatch(text))
            && !Reads.IsMatch(text))
        {
            yield return (TrainingAct.Unknown, "", false);
        }
    }

    private (TrainingAct Act, string Name, bool IsScaled)? StepOf(string text)
    {
        if (!text.Has(".step(") || Steps.Match(text) is not { Success: true } steps || steps.Groups["name"].Value is not { } name)
        {
            return null;
        }

        return _optimizers.Contains(name) ? (TrainingAct.Step, name, steps.Groups["scaler"].Success)
            : IsSchedule.IsMatch(name) ? (TrainingAct.Schedule, name, false)
            : name.HasAny("engine", "model", "trainer", "solver") || name == "self" ? (TrainingAct.Unknown, name, false) : null;
    }

    private static TrainingAct? BuiltBy(string value) => Schedules.IsMatch(value) ? TrainingAct.BuildSchedule
        : Optimizers.Match(value) is { Success: true } built && OptimizerFamilies.Of(built.Groups["class"].Value) != OptimizerFamily.Unknown
            ? TrainingAct.BuildOptimizer : null;

    // Where the course of a round is: which headers and functions led there, and what parameters stand for.
    private sealed record Course(IReadOnlyList<OutlineLine> Around, IReadOnlyDictionary<string, string> Names,
        IReadOnlyList<OutlineLine> Path, int Depth)
    {
        public string Named(string name)
        {
            var dot = name.IndexOf('.');
            var first = dot < 0 ? name : name.Substring(0, dot);
            return Names.TryGetValue(first, out var given) ? given + name.Substring(first.Length) : name;
        }

        public Course Into(OutlineLine function, IReadOnlyList<OutlineLine> around, IReadOnlyDictionary<string, string> names) =>
            new(around, names, [.. Path, function], Depth + 1);
    }
}
