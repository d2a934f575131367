using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Loops over tf.GradientTape: a loss outside of the tape, gradients that nobody applies or that change places with their
/// variables, a model in
/// inference mode.</summary>
internal static class GradientTapes
{
    private static readonly Regex Opens = TrainingProgram.Pattern(@"^with (?:tf\."
        + @"|tensorflow\.)?GradientTape\((?<given>.*?)\) ?as (?<tape>\w+):$");

    private static readonly Regex Swapped = TrainingProgram.Pattern(
        @"\.apply_gradients\((?:grads_and_vars=)?zip\([\w.]*(?:trainable_variables|trainable_weights),");

    private static readonly Regex Model = TrainingProgram.Pattern(@"(?<![\w.])(?<name>(?:self\.)?\w*model\w*|net"
        + @"|network)\((?<given>[^()]*)\)");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("GradientTape("))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (line.Text.Has("apply_gradients(") && Swapped.IsMatch(line.Text))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), "apply_gradients", "variables first and gradients second",
                    "zip(gradients, variables)", "the optimizer takes each variable for a gradient and stops");
            }
            else if (line.Text.Has("GradientTape(") && Opens.Match(line.Text) is { Success: true } opened)
            {
                Observe(program, line, opened.Groups["tape"].Value);
            }
        }
    }

    private static void Observe(TrainingProgram program, OutlineLine with, string tape)
    {
        var body = program.SameFunction(with).ToArray();
        var taken = Array.Find(body, line => line.Index > with.Index && line.Text.Has(tape + ".gradient("));
        if (taken is null || body.Count(line => Opens.IsMatch(line.Text)) != 1)
        {
            return;
        }

        var open = taken.Text.IndexOf(tape + ".gradient(", StringComparison.Ordinal) + tape.Length + 9;
        var close = ProgramText.EndOf(taken.Text, open);
        var loss = close < 0 ? "" : ProgramText.Split(taken.Text.Substring(open + 1, close - open - 1)).FirstOrDefault() ?? "";
        ObserveOutside(program, with, body, taken, loss);
        if (taken.Assigned() is { } grads && !program.Lines.Any(line => line.Index > taken.Index && ProgramText.HasWord(line.Text,
            grads.Name))
            && !program.Outline.Mentions("apply_gradients", "assign", "minimize(", "jacobian", "penalty", "saliency", "heatmap",
                "Grad-CAM") && program.Outline.Mentions("ptimizer") && with.Loops.Any())
        {
            program.Note("backward-without-step", taken, "Gradients are computed and no optimizer ever follows them, so no weight moves; "
                + "call apply_gradients(zip(" + grads.Name + ", ...)).");
        }

        ObserveMode(program, with, body);
    }

    // loss = loss_fn(y, model(x)) behind the block: the tape has not seen it.
    private static void ObserveOutside(TrainingProgram program, OutlineLine with, OutlineLine[] body, OutlineLine taken, string loss)
    {
        var given = !ProgramText.IsPath(loss) ? [] : Array.FindAll(body, line => line.Text.StartsAs(loss + "=") || line.Text.StartsAs(loss
            + "+=") || line.Text.Has("," + loss + "=") || line.Text.StartsAs(loss + ","));
        if (given.Length == 1 && !given[0].IsIn(with) && given[0].Index > with.Index && given[0].Index < taken.Index
            && given[0].Text.StartsAs(loss + "=")
            && !taken.IsIn(with) && !given[0].Around.Any(header => header.Text.Has("Tape(")))
        {
            program.Note("loss-without-graph", given[0], "'" + loss + "' is computed behind the block of the tape, which records what "
                + "happens inside of it alone: all gradients are None and nothing is "
                + "trained; move this line into the block.");
        }
    }

    // model(x) under the tape, in a program that shows its dropout and never says training=True.
    private static void ObserveMode(TrainingProgram program, OutlineLine with, OutlineLine[] body)
    {
        if (!program.Outline.Mentions("Dropout(", "BatchNormalization(") || program.Outline.Mentions("training=True", "training = True",
            "learning_phase", "training=training",
            "is_training", "training=self") || !program.Outline.Mentions("apply_gradients("))
        {
            return;
        }

        foreach (var line in body.Where(line => line.IsIn(with)))
        {
            if (Model.Match(line.Text) is { Success: true } model && !model.Groups["given"].Value.HasAny("True", "training", "*")
                && program.Outline.Mentions(model.Groups["name"].Value + ".trainable")
                && !line.Text.HasAny("teacher", "target", "frozen"))
            {
                program.Note("left-in-evaluation-mode", line, "A model of Keras that is called by hand runs in inference mode unless it "
                    + "is told otherwise: dropout is off and batch normalization keeps its "
                    + "statistics; write " + model.Groups["name"].Value + "(" + model.Groups["given"].Value + ", training=True).");
                return;
            }
        }
    }
}
