using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A program as the checks of its training loop see it: its lines, its calls, and the optimizers that it builds.</summary>
internal sealed class TrainingProgram
{
    private static readonly Regex Built = Pattern(
        @"^(?<name>[A-Za-z_][\w.]*)=(?:[\w.]+\.)?(?<class>[A-Z]\w*)\((?:params=)?(?:list\()?(?<trained>[\w.\[\]]+)\.parameters\(");

    private static readonly Regex Stepped = Pattern(
        @"^(?:(?<name>[A-Za-z_][\w.]*)\.step\((?:closure)?\)|[\w.]*scaler\.step\((?<name>[A-Za-z_][\w.]*)\))$");

    // What people call an optimizer; not a scheduler, and no list of several.
    private static readonly Regex IsOptimizer = Pattern(
        @"^(?:self\.)?(?:\w+_)?(?:opt|optim|optimizer|optimiser)(?:_[a-z]+|[A-Z])?$");

    private readonly ICollection<Observation> _observations;
    private PythonProgram? _program;
    private TrainingRounds? _rounds;

    public TrainingProgram(MappedText text, ICollection<Observation> observations)
    {
        Source = text;
        Outline = PythonOutline.Of(text);
        _observations = observations;
        Names = new ProgramNames(Outline);
        Optimizers =
        [
            .. Lines.Select(line => (Line: line, Match: Built.Match(line.Text)))
                .Where(built => built.Match.Success && built.Match.Groups["class"].Value.IndexOf("EMA",
                    System.StringComparison.Ordinal) < 0
                    && Outline.Mentions(NameOf(built.Match) + ".step(", ".step(" + NameOf(built.Match) + ")"))
                .Select(built => new BuiltOptimizer(NameOf(built.Match), built.Match.Groups["class"].Value,
                    built.Match.Groups["trained"].Value, built.Line)),
        ];
        Steppers = [.. Optimizers, .. Given()];
        Steps =
        [
            .. Lines.Select(line => (Line: line, Match: Stepped.Match(line.Text))).Where(step => step.Match.Success)
                .Select(step => (step.Line, Name: NameOf(step.Match))).Where(step => Steppers.Any(built => built.Name == step.Name)),
        ];
    }

    public MappedText Source { get; }

    public PythonOutline Outline { get; }

    public IReadOnlyList<OutlineLine> Lines => Outline.Lines;

    /// <summary>The calls and assignments of the program.</summary>
    public PythonProgram Calls => _program ??= PythonStatements.Read(Source);

    /// <summary>Optimizers that are built over the parameters of a module and stepped by name.</summary>
    public IReadOnlyList<BuiltOptimizer> Optimizers { get; }

    /// <summary>Where the objects of the program come from.</summary>
    public ProgramNames Names { get; }

    /// <summary>
    /// These optimizers, and those that come from elsewhere: parameters of a function, and what a function of another file builds. Of
    /// these neither the class nor the parameters are known.
    /// </summary>
    public IReadOnlyList<BuiltOptimizer> Steppers { get; }

    /// <summary>The steps of all of them, with or without a scaler.</summary>
    public IReadOnlyList<(OutlineLine Line, string Name)> Steps { get; }

    /// <summary>What each round of its loops does to gradients, weights and rates.</summary>
    public IReadOnlyList<TrainingRound> Rounds => (_rounds ??= new TrainingRounds(this)).Rounds;

    /// <summary>An expression for lines, which no text takes long.</summary>
    public static Regex Pattern(string pattern, RegexOptions options = RegexOptions.None) =>
        new(pattern, options | RegexOptions.CultureInvariant, System.TimeSpan.FromSeconds(10));

    /// <summary>The arguments of a call as they stand between its brackets.</summary>
    public static IReadOnlyList<string> Split(string arguments) => ProgramText.Split(arguments);

    /// <summary>Notes a mistake about which a rule of code says why it matters.</summary>
    public void Note(string rule, OutlineLine line, string message, Severity severity = Severity.Warning) =>
        _observations.Add(new CodeObservation(Outline.PlaceOf(line), rule, message, severity));

    /// <summary>Notes a value that does not fit.</summary>
    public void NoteUnfit(Place place, string key, string found, string wanted, string consequence, Severity severity =
        Severity.Warning) =>
        _observations.Add(new WrongTypeObservation(place, key, found, wanted, consequence, severity));

    /// <summary>Notes anything else.</summary>
    public void Note(Observation observation) => _observations.Add(observation);

    /// <summary>The lines whose block is the same as that of a line, in order.</summary>
    public IEnumerable<OutlineLine> Beside(OutlineLine line) => Lines.Where(other => ReferenceEquals(other.Parent, line.Parent));

    // optimizer.step() and scaler.step(optimizer), where the optimizer is handed in or built elsewhere.
    private BuiltOptimizer[] Given() =>
        [.. Lines.Select(line => (Line: line, Match: Stepped.Match(line.Text)))
            .Where(step => step.Match.Success && IsOptimizer.IsMatch(NameOf(step.Match))
                && !Optimizers.Any(built => built.Name == NameOf(step.Match)))
            .GroupBy(step => NameOf(step.Match))
            .Select(steps => new BuiltOptimizer(steps.Key, "", "",
                Names.All(steps.First().Line, steps.Key).FirstOrDefault()?.Line ?? Names.ParameterOwner(steps.First().Line, steps.Key)
                    ?? Lines[0]))];

    private static string NameOf(Match match) => match.Groups["name"].Value;
}
