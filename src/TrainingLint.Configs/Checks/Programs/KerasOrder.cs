using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Keras: layers frozen or thawed after compile(), which fixed the weights that are trained, and callbacks that wait for a validation
/// that
/// fit() does not get.
/// </summary>
internal static class KerasOrder
{
    private static readonly Regex Sets = TrainingProgram.Pattern(@"^(?<layer>[\w.\[\]:-]+)\.trainable=(?:True|False)$");

    private static readonly Regex Compiles = TrainingProgram.Pattern(@"^(?<model>[\w.]+)\.compile\(");

    private static readonly Regex Fits = TrainingProgram.Pattern(@"^(?:\w+=)?(?<model>[\w.]+)\.fit\((?<arguments>.*)\)$");

    private static readonly Regex Waits = TrainingProgram.Pattern(
        @"(?<class>EarlyStopping|ReduceLROnPlateau|ModelCheckpoint)\((?<arguments>[^()]*)\)");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("keras"))
        {
            return;
        }

        ObserveTrainable(program);
        ObserveValidation(program);
    }

    // compile(), then trainable, then fit() of the same model in one block, and no compile() between. What is trained is fixed by
    // compile() up to TensorFlow 2.1 (_collected_trainable_weights); later ones look when the first fit() traces its step
    // (keras/src/backend/tensorflow/trainer.py: "TODO: respect compiled trainable state"), so that a fit() must stand before.
    private static void ObserveTrainable(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (!Sets.IsMatch(line.Text) || line.Function?.Word == "class")
            {
                continue;
            }

            var beside = program.Lines.Where(other => ReferenceEquals(other.Function, line.Function)).ToArray();
            var fit = beside.FirstOrDefault(other => other.Index > line.Index && Fits.IsMatch(other.Text));
            var model = fit is null ? "" : Fits.Match(fit.Text).Groups["model"].Value;
            var compiled = beside.LastOrDefault(other => other.Index < line.Index
                && Compiles.Match(other.Text) is { Success: true } one && one.Groups["model"].Value == model);
            if (fit is not null && compiled is not null && !line.Loops.Any(loop => fit.IsIn(loop))
                && !beside.Any(other => other.Index > compiled.Index && other.Index < fit.Index
                    && (other.Text.IndexOf("compile", StringComparison.Ordinal) >= 0 && !ReferenceEquals(other, compiled)
                        || other.Text.StartsWith(model + "=", StringComparison.Ordinal) || Hands(other.Text, model))))
            {
                var isTraced = beside.Any(other => other.Index > compiled.Index && other.Index < line.Index
                    && Fits.Match(other.Text) is { Success: true } earlier && earlier.Groups["model"].Value == model);
                program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(line), "trainable", line.Text,
                    isTraced ? "the fit() before it has fixed what is trained; call compile() again after it"
                        : "compile() fixes what fit() trains, up to TensorFlow 2.1 at least; call compile() again after it",
                    isTraced ? Severity.Warning : Severity.Info));
                return;
            }
        }
    }

    private static bool Hands(string text, string model) => Regex.IsMatch(text, @"[(,=]" + Regex.Escape(model) + @"[),]");

    // The one fit() of a program without validation, beside callbacks that watch one.
    private static void ObserveValidation(TrainingProgram program)
    {
        var fits = program.Lines.Where(line => Fits.IsMatch(line.Text)
            && line.Text.IndexOf("callbacks=", StringComparison.Ordinal) > 0).ToArray();
        if (fits.Length != 1 || program.Outline.Mentions("test_on_batch", "Callback)", "logs[", "validation_split",
                "validation_data", "autokeras", "KerasClassifier", "KerasRegressor")
            || program.Lines.Count(line => Fits.IsMatch(line.Text)) != 1)
        {
            return;
        }

        var arguments = Fits.Match(fits[0].Text).Groups["arguments"].Value;
        if (arguments.IndexOf("validation", StringComparison.Ordinal) >= 0 || arguments.IndexOf('*') >= 0)
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            foreach (Match waits in Waits.Matches(line.Text))
            {
                var given = waits.Groups["arguments"].Value;
                var kind = waits.Groups["class"].Value;
                var monitor = ProgramText.Argument(given, "monitor", kind == "ModelCheckpoint" ? 1 : 0) ?? "'val_loss'";
                if (monitor.StartsWith("'val_", StringComparison.Ordinal) && given.IndexOf('*') < 0
                    && (kind != "ModelCheckpoint" || given.IndexOf("save_best_only=True", StringComparison.Ordinal) >= 0)
                        && IsHanded(program, line, fits[0], waits))
                {
                    program.NoteUnfit(program.Outline.PlaceOf(line), kind + ".monitor", monitor + " in a fit() without validation",
                        "validation_data or validation_split in fit(), or monitor='loss'",
                        "Keras warns that it is not there and the callback never acts");
                    return;
                }
            }
        }
    }

    // The callback stands in fit() itself, or its name does.
    private static bool IsHanded(TrainingProgram program, OutlineLine line, OutlineLine fit, Match waits)
    {
        if (ReferenceEquals(line, fit))
        {
            return true;
        }

        var name = line.Text.Split('=')[0];
        return ProgramText.IsPath(name) && (ProgramText.HasWord(fit.Text, name) || program.Lines.Any(other =>
            ProgramText.HasWord(other.Text, name) && ProgramText.HasWord(fit.Text, other.Text.Split('=', '.')[0])
            && !ReferenceEquals(other, line) && other.Text.IndexOf('[') > 0));
    }
}
