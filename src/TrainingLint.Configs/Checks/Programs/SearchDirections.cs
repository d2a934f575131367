using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// What a search by Optuna returns and whether it looks for more or less of it (<c>optuna/study/study.py</c>: minimize by default).
/// </summary>
internal static class SearchDirections
{
    private static readonly Regex Created = TrainingProgram.Pattern(
        @"^(?<study>(?:self\.)?\w+)=(?:optuna\.)?(?:study\.)?create_study\((?<arguments>.*)\)$");

    private static readonly Regex Optimized = TrainingProgram.Pattern(@"^(?<study>(?:self\.)?\w+)\.optimize\((?:func=)?(?<objective>\w+)[,)]");

    private static readonly Regex Returned = TrainingProgram.Pattern(
        @"^return ?(?:float\()?(?:np\.mean\(|max\(|\w+\[['""])?(?<name>[a-zA-Z]\w*)(?:\(.*\))?(?:\.item\(\)|\.mean\(\)|\[-1\])?['""]?\]?\)?$");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("create_study("))
        {
            return;
        }

        var studies = program.Lines.Where(line => Created.IsMatch(line.Text)).ToArray();
        var optimized = program.Lines.Where(line => Optimized.IsMatch(line.Text)).ToArray();
        if (studies.Length != 1 || optimized.Length != 1)
        {
            return;
        }

        var arguments = Created.Match(studies[0].Text).Groups["arguments"].Value;
        var match = Optimized.Match(optimized[0].Text);
        if (match.Groups["study"].Value != Created.Match(studies[0].Text).Groups["study"].Value || arguments.IndexOf("directions=",
            StringComparison.Ordinal) >= 0 || arguments.IndexOf("**", StringComparison.Ordinal) >= 0)
        {
            return;
        }

        var direction = (ProgramText.Argument(arguments, "direction", -1) ?? "'minimize'").Trim('\'', '"');
        if (direction is "minimize" or "maximize" && Wanted(program, match.Groups["objective"].Value) is { } wanted
            && !direction.StartsWith(wanted.Direction, StringComparison.Ordinal))
        {
            program.NoteUnfit(program.Outline.PlaceOf(studies[0]), "create_study.direction",
                "'" + direction + "' for '" + wanted.Name + "'" + (arguments.IndexOf("direction=", StringComparison.Ordinal) < 0
                    ? ", as it is by default" : ""),
                "'" + wanted.Direction + "imize'", "the search looks for the worst settings", Severity.Warning);
        }
    }

    // All that the objective returns, where its name says in which direction it is good.
    private static (string Name, string Direction)? Wanted(TrainingProgram program, string objective)
    {
        var returns = program.Lines.Where(line => line.Word == "return" && line.Function is { } function
            && ProgramNames.NameOf(function) == objective).Select(line => Returned.Match(line.Text)).ToArray();
        if (returns.Length == 0 || !Array.TrueForAll(returns, match => match.Success))
        {
            return null;
        }

        var names = returns.Select(match => match.Groups["name"].Value).Distinct().ToArray();
        var directions = names.Select(name => MetricDirection.Of(name.Replace("_score", ""))).Distinct().ToArray();
        return directions.Length == 1 && directions[0] is { } direction ? (names[0], direction) : null;
    }
}
