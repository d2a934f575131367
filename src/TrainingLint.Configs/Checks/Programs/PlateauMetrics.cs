using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Words;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// What a loop hands to torch's <c>ReduceLROnPlateau</c>, against its mode, which is "min" where nothing is said
/// (<c>torch/optim/lr_scheduler.py</c>).
/// </summary>
internal static class PlateauMetrics
{
    private static readonly Regex Built = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)=(?:[\w.]+\.)?ReduceLROnPlateau\((?<arguments>.*)\)$");

    private static readonly Regex Named = TrainingProgram.Pattern(@"^(?:mode=)?'(?<mode>min|max)'$");

    private static readonly Regex Keyword = TrainingProgram.Pattern(@"^\w+=");

    private static readonly Regex Inverse = TrainingProgram.Pattern(@"(?<![\w.])1(?:\.0?)?/");

    private static readonly Regex Word = TrainingProgram.Pattern(@"[A-Za-z_][A-Za-z_0-9]*");

    public static void Observe(TrainingProgram program)
    {
        var built = program.Lines.Select(line => (Line: line, Match: Built.Match(line.Text))).Where(one => one.Match.Success).ToArray();
        foreach (var (line, match) in built)
        {
            var (name, arguments) = (match.Groups["name"].Value, match.Groups["arguments"].Value);
            if (built.Count(one => one.Match.Groups["name"].Value == name) != 1 || ModeOf(arguments) is not { } mode)
            {
                continue;
            }

            var steps = program.Lines.Where(step => step.Text.StartsWith(name + ".step(", StringComparison.Ordinal)
                && step.Text.Length > name.Length + 7).ToArray();
            var step = steps.Length == 1 ? steps[0] : null;
            var metric = step?.Text.Substring(name.Length + 6).TrimEnd(')') ?? "";
            if (step is not null && mode is "min" or "max" && DirectionOf(metric) is { } direction && direction != mode)
            {
                program.NoteUnfit(program.Outline.PlaceOf(step!), name + ".step", metric + " for a plateau in mode '" + mode + "'",
                    "mode '" + direction + "', written where the scheduler is built (it is 'min' by default)",
                    "the rate falls while the metric improves, and stays where it is while it gets worse");
            }
        }
    }

    // "min" where nothing is said; null for what only the run tells.
    private static string? ModeOf(string arguments)
    {
        var given = TrainingProgram.Split(arguments);
        var told = given.FirstOrDefault(argument => argument.StartsWith("mode=", StringComparison.Ordinal))
            ?? (given.Count > 1 && !Keyword.IsMatch(given[1]) ? given[1] : null);
        return given.Any(argument => argument.StartsWith("*", StringComparison.Ordinal)) ? null
            : told is null ? "min" : Named.Match(told) is { Success: true } named ? named.Groups["mode"].Value : null;
    }

    // -val_acc, 1 - acc, val_loss / n: a sign or a difference may turn the direction round.
    private static string? DirectionOf(string metric)
    {
        if (metric.IndexOf('-') >= 0 || metric.IndexOf(',') >= 0 || Inverse.IsMatch(metric))
        {
            return null;
        }

        var directions = Word.Matches(metric).Cast<Match>().Select(word => MetricDirection.Of(word.Value)).Where(one => one is not null)
            .Distinct().ToArray();
        return directions.Length == 1 ? directions[0] : null;
    }
}
