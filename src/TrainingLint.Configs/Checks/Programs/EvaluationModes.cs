using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A loop whose evaluation switches the model into evaluation mode, and that nothing switches back.</summary>
internal static class EvaluationModes
{
    private static readonly Regex Evaluates = TrainingProgram.Pattern(@"^(?<name>[\w.]+)\.eval\(\)$");

    private static readonly Regex Others = TrainingProgram.Pattern(@"teacher|ema|target|best|frozen|\bref|old|feature|vae|clip|extract",
        RegexOptions.IgnoreCase);

    private static readonly Regex Leaves = TrainingProgram.Pattern(@"^(?:break|return|raise|(?:sys\.)?exit\(|quit\()");

    private static readonly Regex LastRound = TrainingProgram.Pattern(
        @"==\(?[\w.]*(?:epochs|steps|iters|iterations|max|total)|-1\)?(?::|\band\b)|\b(?:last|final|done|finish|stop)\w*",
        RegexOptions.IgnoreCase);

    private static readonly Regex Trains = TrainingProgram.Pattern(@"(?<name>\w*[tT]rain\w*)\(");

    private static readonly Regex Called = TrainingProgram.Pattern(@"(?<![\w.])(?:self\.)?(?<name>[A-Za-z_]\w*)\(");

    // Where the mode makes a difference.
    private static readonly Regex Modal = TrainingProgram.Pattern(@"Dropout|BatchNorm|InstanceNorm|dropout|models\.\w+\("
        + @"|from_pretrained|resnet",
        RegexOptions.None);

    public static void Observe(TrainingProgram program)
    {
        if (!Modal.IsMatch(program.Outline.Text) || program.Steps.Count == 0)
        {
            return;
        }

        foreach (var loop in program.Lines.Where(line => line.Word is "for" or "while" && !line.Loops.Any()))
        {
            Observe(program, loop);
        }
    }

    private static void Observe(TrainingProgram program, OutlineLine loop)
    {
        var inside = Reached(program, loop);
        if (!program.Steps.Any(step => inside.Contains(step.Line)) || inside.Any(IsSwitchedBack)
            || inside.Any(line => CallsTraining(program, line)))
        {
            return;
        }

        // Folds, seeds and clients: each round has an optimizer of its own, and a model that starts in training mode.
        if (program.Optimizers.Any(built => inside.Contains(built.Line)))
        {
            foreach (var inner in inside.Where(line => line.Word is "for" or "while" && ReferenceEquals(line.Loops.FirstOrDefault(), loop)))
            {
                Observe(program, inner);
            }

            return;
        }

        // A frozen model may well have the name of one that another loop trains.
        var trained = program.Optimizers.Where(built => program.Steps.Any(step => step.Name == built.Name && inside.Contains(step.Line)))
            .ToArray();
        var mode = inside.FirstOrDefault(line => Evaluates.Match(line.Text) is { Success: true } match
            && !Others.IsMatch(match.Groups["name"].Value)
            && trained.Any(built => DottedName.Last(built.Trained) == DottedName.Last(match.Groups["name"].Value)));

        // A helper that evaluates only after the loop over the epochs is not reached from it.
        if (mode is not null && !IsLast(program, inside, loop, mode))
        {
            program.Note("left-in-evaluation-mode", mode, "The loop calls eval() and never train() again, so from the second round on "
                + "dropout is off and batch normalization keeps its statistics; call train() at the start of every epoch.");
        }
    }

    // Where the loop ends behind the evaluation, or comes to it in its last round alone.
    private static bool IsLast(TrainingProgram program, List<OutlineLine> inside, OutlineLine loop, OutlineLine mode)
    {
        if (ReferenceEquals(mode.Function, loop.Function))
        {
            // Switched first thing in every round, it is meant: batch normalization of a pretrained network that keeps its statistics.
            return Ends(program, loop, mode)
                || (ReferenceEquals(mode.Parent, loop) && program.Steps.All(step => !step.Line.IsIn(loop) || step.Line.Index > mode.Index));
        }

        var call = mode.Function is { } function ? NameOf(function) + "(" : "";
        var calls = inside.Where(line => call.Length > 0 && line.IsIn(loop) && line.Text.IndexOf(call, StringComparison.Ordinal) >= 0)
            .ToArray();
        return calls.Length > 0 && calls.All(line => Ends(program, loop, line));
    }

    private static bool Ends(TrainingProgram program, OutlineLine loop, OutlineLine line) =>
        program.Lines.Any(other => other.Index > line.Index && ReferenceEquals(other.Parent, line.Parent) && Leaves.IsMatch(other.Text))
        || line.Around.TakeWhile(header => !ReferenceEquals(header, loop))
            .Any(header => header.Word == "if" && LastRound.IsMatch(header.Text));

    // Functions of other files that train may well switch the mode.
    private static bool CallsTraining(TrainingProgram program, OutlineLine line) =>
        Trains.Matches(line.Text).Cast<Match>().Select(match => match.Groups["name"].Value).Any(name =>
            name.IndexOf("pretrain", StringComparison.OrdinalIgnoreCase) < 0 && name.IndexOf("constrain", StringComparison.Ordinal) < 0
            && !program.Lines.Any(function => function.IsFunction && NameOf(function) == name));

    private static bool IsSwitchedBack(OutlineLine line) =>
        line.Text.IndexOf(".train(", StringComparison.Ordinal) >= 0 || line.Text.IndexOf("set_train", StringComparison.Ordinal) >= 0
        || line.Text.IndexOf("training=", StringComparison.Ordinal) >= 0 || line.Text.IndexOf("train_mode", StringComparison.Ordinal) >= 0;

    // The lines of a loop and of the program's own functions that it calls, those that they call included.
    private static List<OutlineLine> Reached(TrainingProgram program, OutlineLine loop)
    {
        var functions = program.Lines.Where(line => line.IsFunction).ToLookup(NameOf, StringComparer.Ordinal);
        var reached = program.Lines.Where(line => line.IsIn(loop)).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < reached.Count && reached.Count < 20_000; i++)
        {
            foreach (Match match in Called.Matches(reached[i].Text))
            {
                if (seen.Add(match.Groups["name"].Value))
                {
                    reached.AddRange(functions[match.Groups["name"].Value].SelectMany(function =>
                        program.Lines.Where(line => ReferenceEquals(line.Function, function) && !line.IsIn(loop))));
                }
            }
        }

        return reached;
    }

    private static string NameOf(OutlineLine function)
    {
        var start = function.Text.IndexOf("def ", StringComparison.Ordinal) + 4;
        var end = function.Text.IndexOf('(');
        return end > start ? function.Text.Substring(start, end - start) : "";
    }
}
