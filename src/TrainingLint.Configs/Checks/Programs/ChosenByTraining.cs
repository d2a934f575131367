using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// The loss of the training set where that of the validation set, which the same loop computes, is what a plateau, an early stop or the
/// best model are to be judged by.
/// </summary>
internal static class ChosenByTraining
{
    private static readonly Regex Training = TrainingProgram.Pattern(
        @"^(?:self\.)?(?:\w+_)?(?:train(?:ing)?|trn|tr)_?(?:epoch_|avg_|mean_|total_|running_)?(?:loss(?:es)?)(?:_\w+)?$"
            + @"|^(?:\w+_)?loss_(?:train|trn|tr)$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Validation = TrainingProgram.Pattern(
        @"^(?:self\.)?(?:\w+_)?(?:val|valid|validation|dev|vali|vld)_?(?:epoch_|avg_|mean_|total_|running_)?loss(?:es)?$"
            + @"|^(?:\w+_)?loss_(?:val|valid|validation|dev)$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Stops = TrainingProgram.Pattern(
        @"(?:^|[=(.]|if |if not )(?<name>(?:self\.)?\w*(?:early_?stop\w*|stopper))(?:\.step|\.update|\.check)?\((?<given>[\w.]+)[,)]",
            RegexOptions.IgnoreCase);

    private static readonly Regex Plateau = TrainingProgram.Pattern(@"^(?<name>[\w.]+)\.step\((?:metrics=)?(?<given>[\w.]+)\)$");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("ReduceLROnPlateau", "arly"))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            // Two stoppers, one for each loss, say so by their names.
            if (Stops.Match(line.Text) is { Success: true } stop && !line.IsFunction
                && stop.Groups["name"].Value.IndexOf("train", StringComparison.OrdinalIgnoreCase) < 0)
            {
                Note(program, line, stop.Groups["given"].Value, "the early stop",
                    "an early stop on it comes when the model has learned the "
                    + "training set by heart, and keeps the model of that moment", Severity.Warning);
            }
            else if (line.Text.EndsWith(".step()", StringComparison.Ordinal)
                && IsPlateau(program, line, line.Text.Substring(0, line.Text.Length - 7)))
            {
                program.Note("plateau-without-metric", line, "ReduceLROnPlateau is stepped without the value that it watches, and "
                    + "stops with "
                    + "a missing argument 'metrics'; pass the validation loss.");
            }
            else if (Plateau.Match(line.Text) is { Success: true } step && IsPlateau(program, line, step.Groups["name"].Value))
            {
                Note(program, line, step.Groups["given"].Value, "the plateau", "the rate stays high for as long as the training loss "
                    + "falls, however long the other has been rising", Severity.Info);
            }
        }
    }

    private static void Note(TrainingProgram program, OutlineLine line, string given, string judge, string consequence, Severity severity)
    {
        var around = line.Loops.LastOrDefault() ?? line.Function;
        if (!Training.IsMatch(given) || around is null || Written(program, around, Validation).FirstOrDefault() is not { } validation
            || !Written(program, around, Training).Contains(given))
        {
            return;
        }

        if (ProgramText.HasWord(line.Text, validation) || IsAlsoJudgedByValidation(program, line, around))
        {
            return;
        }

        program.NoteUnfit(program.Outline.PlaceOf(line), judge, "'" + given + "'", "'" + validation + "', which the same loop computes",
            consequence, severity);
    }

    // The same judge gets the validation loss in the other branch: there is none where no validation is asked for (LTSF-Linear, train_only).
    private static bool IsAlsoJudgedByValidation(TrainingProgram program, OutlineLine line, OutlineLine around)
    {
        var call = line.Text.Substring(0, line.Text.IndexOf('(') + 1);
        return program.Lines.Any(other => !ReferenceEquals(other, line) && other.IsIn(around)
            && other.Text.StartsWith(call, StringComparison.Ordinal)
            && other.Text.Substring(call.Length).Split(',', ')', '=', ' ').Any(Validation.IsMatch));
    }

    // What the lines of a loop give a value.
    private static IEnumerable<string> Written(TrainingProgram program, OutlineLine around, Regex kind) => program.Lines
        .Where(line => line.IsIn(around) && line.Text.IndexOf('=') > 0)
        .SelectMany(line => line.Text.Substring(0, line.Text.IndexOf('=')).TrimEnd('+', '/', '-', '*').Split(','))
        .Where(name => ProgramText.IsPath(name) && kind.IsMatch(name));

    private static bool IsPlateau(TrainingProgram program, OutlineLine step, string name) =>
        program.Names.Class("ReduceLROnPlateau") is null && (program.Names.Of(step, name) is { } made
            ? made.Text.IndexOf("ReduceLROnPlateau(", StringComparison.Ordinal) >= 0
            : program.Names.All(step, name) is { Count: > 0 } all
                && all.All(value => value.Text.IndexOf("ReduceLROnPlateau(", StringComparison.Ordinal) >= 0));
}
