using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Sessions of TensorFlow 1: a decay that counts a step nobody advances, averages of batch normalization that nobody updates, variables
/// drawn
/// again, dropout the wrong way round (<c>tensorflow/python/training/learning_rate_decay.py</c>,
/// <c>tensorflow/python/layers/normalization.py</c>).
/// </summary>
internal static class GraphSessions
{
    private static readonly Regex Decay = TrainingProgram.Pattern(@"^(?<rate>\w+)=(?:[\w.]+\.)(?:exponential_decay|polynomial_decay"
        + @"|piecewise_constant|inverse_time_decay|natural_exp_decay|cosine_decay)\((?<arguments>.*)\)$");

    private static readonly Regex Minimizes = TrainingProgram.Pattern(@"\.(?:minimize|apply_gradients)\((?<arguments>.*)\)");

    private static readonly Regex Normalizes = TrainingProgram.Pattern(@"(?:tf\.layers|tf\.compat\.v1\.layers|tf\.contrib\.layers"
        + @"|slim)\.batch_norm(?:alization)?\((?<arguments>.*)\)");

    private static readonly Regex Keeps = TrainingProgram.Pattern(@"(?<key>[\w.]*(?:keep_?prob|keep)\w*):(?<value>0?\.\d+|1(?:\.0?)?)[,}]",
        RegexOptions.IgnoreCase);

    private static readonly Regex Draws = TrainingProgram.Pattern(@"\.run\(\[?(?:(?:tf\."
        + @"|tf\.compat\.v1\.)?(?:global_variables_initializer|initialize_all_variables)\(\)|(?<name>init\w*))\]?\)$"
        + @"|(?:tf\.)?global_variables_initializer\(\)\.run\(\)$");

    private static readonly Regex Logarithm = TrainingProgram.Pattern(@"(?:tf\.|tf\.math\.)log\((?<of>\w+)\)");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("tensorflow") || !program.Outline.Mentions(".minimize(", ".apply_gradients(")
            || !program.Outline.Mentions("ession("))
        {
            return;
        }

        ObserveDecay(program);
        ObserveAverages(program);
        ObserveDrawn(program);
        ObserveKept(program);
        ObserveLogarithm(program);
    }

    private static void ObserveDecay(TrainingProgram program)
    {
        var taken = program.Lines.Where(line => line.Text.HasAny(".minimize(", ".apply_gradients(")).ToArray();
        foreach (var line in program.Lines.Where(line => line.Text.Has("_decay(") || line.Text.Has("piecewise_constant(")))
        {
            if (Decay.Match(line.Text) is { Success: true } decay && ProgramText.Argument(decay.Groups["arguments"].Value, "global_step",
                line.Text.Has("piecewise") ? 0 : 1) is { } step && ProgramText.IsPath(step) && taken.Length > 0
                && taken.All(one => Minimizes.Match(one.Text) is { Success: true } minimize
                    && !minimize.Groups["arguments"].Value.HasAny("step", "*")
                    && ProgramText.Split(minimize.Groups["arguments"].Value).Count < 2)
                && !program.Lines.Any(other => other.Text.HasAny(step + ":", "assign_add(" + step, step + ".assign", "assign(" + step,
                    "create_train_op", "optimize_loss", "get_or_create_global_step()")
                    || other.Text.Has(step + "+1") || other.Text.Has(step + "+=")) && (program.Names.Of(line,
                        step)?.Text ?? "").HasAny("Variable(", "get_variable("))
            {
                program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(line), decay.Groups["rate"].Value, "a decay by '" + step
                    + "'",
                    "nothing ever advances '" + step + "', so the rate stays where it starts; write minimize(loss, global_step=" + step
                        + ")", Severity.Warning));
                return;
            }
        }
    }

    // batch_normalization(training=...), and not a word of its update operations.
    private static void ObserveAverages(TrainingProgram program)
    {
        if (program.Outline.Mentions("UPDATE_OPS", "update_ops", "updates_collections", "create_train_op", "optimize_loss",
            "get_updates_for", "model.updates", "make_template"))
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => line.Text.Has("batch_norm")))
        {
            if (Normalizes.Match(line.Text) is { Success: true } normalizes && Regex.IsMatch(normalizes.Groups["arguments"].Value,
                @"(?:training|is_training)=(?!False)"))
            {
                program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(line), "batch_normalization", "moving averages",
                    "nothing runs its update operations, so the averages that inference uses stay at 0 and 1; run minimize() under "
                        + "control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS))",
                    Severity.Warning));
                return;
            }
        }
    }

    // restore(), then the initializer; or the initializer in the loop that trains.
    private static void ObserveDrawn(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => line.Text.Has(".run(") && Draws.Match(line.Text) is { Success: true } draws
            && (!draws.Groups["name"].Success || (program.Names.Of(line,
                draws.Groups["name"].Value)?.Text ?? "").HasAny("global_variables_initializer(", "initialize_all_variables("))))
        {
            var restored = program.SameFunction(line).FirstOrDefault(other => other.Index < line.Index && Regex.IsMatch(other.Text,
                @"saver\w*\.restore\(", RegexOptions.IgnoreCase));
            if (restored is not null && line.Around.All(restored.Around.Contains))
            {
                program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(line), "restore", restored.Text, "the variables that "
                    + "are restored above are drawn at random again; run the initializer first",
                    Severity.Warning));
                return;
            }

            if (line.Parent is { Word: "for" } loop && EpochSamplers.Epochs.IsMatch(loop.Text) && program.Within(loop).Any(other =>
                other.Loops.Count() > line.Loops.Count() && other.Text.Has(".run(")))
            {
                program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(line), "initializer", "the training of the epochs "
                    + "before", "the variables are drawn anew in every epoch; run the initializer once, "
                    + "before the loop", Severity.Warning));
                return;
            }
        }
    }

    // keep_prob: 0.5 beside the test set, 1.0 beside the training operation.
    private static void ObserveKept(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => line.Text.Has("keep") && line.Text.HasAny(".run(", ".eval(")))
        {
            if (Keeps.Match(line.Text) is not { Success: true } keeps)
            {
                continue;
            }

            var isWhole = keeps.Groups["value"].Value.StartsAs("1");
            var isTraining = Regex.IsMatch(line.Text, @"\.run\(\[?[^{]*(?:train_?(?:op|step)|optimizer|train\b|optim|minimize|updates?)");
            if (!isWhole && !isTraining && Regex.IsMatch(line.Text, "acc|pred|eval|correct") && Regex.IsMatch(line.Text, @"test|valid"
                + @"|val_|_val"))
            {
                program.Note("judged-in-training-mode", line, keeps.Groups["key"].Value + " is " + keeps.Groups["value"].Value + " where "
                    + "the model is judged, so dropout is on; feed 1.0 here.");
                return;
            }

            if (isWhole && isTraining && program.Lines.Any(other => Keeps.Match(other.Text) is { Success: true } one
                && !one.Groups["value"].Value.StartsAs("1")))
            {
                program.Note("judged-in-training-mode", line, "The training keeps everything (" + keeps.Groups["key"].Value + " is 1) "
                    + "and another run drops some, so dropout is on where it must not be and off where it "
                    + "is meant; exchange the two.");
                return;
            }
        }
    }

    // -reduce_sum(y_ * log(y)), where y is a soft-max that nothing keeps from 0.
    private static void ObserveLogarithm(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => line.Text.Has("log(") && line.Text.Has("reduce_")))
        {
            if (Logarithm.Match(line.Text) is { Success: true } log && program.Names.Of(line, log.Groups["of"].Value) is
                {
                    Position: -1,
                    IsEach: false
                } made && Regex.IsMatch(made.Text, @"^tf\.(?:nn\.)?(?:softmax|sigmoid)\(")
                && ProgramText.Call(made.Text) is not null)
            {
                program.Note("loss-input-mismatch", line, "The logarithm of a soft-max that has become 0 is infinite and the loss NaN "
                    + "from there on; hand the logits to tf.nn.softmax_cross_entropy_with_logits().");
                return;
            }
        }
    }
}
