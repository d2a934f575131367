using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>What compile() and fit() of Keras are handed: a metric for a loss, losses with their arguments turned round, optimizers that
/// are
/// built for nothing, layers that refuse their input.</summary>
internal static class KerasFits
{
    private static readonly Regex Compiles = TrainingProgram.Pattern(@"^[\w.]+\.compile\((?<arguments>.*)\)$");

    private static readonly Regex Similarity = TrainingProgram.Pattern(@"^(?:\w+_)?(?:dice|iou|jaccard|f1|tversky)(?:_?(?:coef|coeff"
        + @"|coefficient|score|index|metric))?(?:_\w+)?$", RegexOptions.IgnoreCase);

    private static readonly Regex Optimizer = TrainingProgram.Pattern(@"^(?<name>\w+)=(?:[\w.]+\.)?(?:Adam|AdamW|SGD|RMSprop|Nadam"
        + @"|Adagrad|Adadelta|Adamax)\((?=.*\d).*\)$");

    private static readonly Regex Recurrent = TrainingProgram.Pattern(@"(?:^|[(,\[]|\.)(?<layer>LSTM|GRU|SimpleRNN|CuDNNLSTM|CuDNNGRU)\(");

    private static readonly Regex Decays = TrainingProgram.Pattern(@"\b(?<class>CosineDecay|ExponentialDecay|PolynomialDecay"
        + @"|InverseTimeDecay|CosineDecayRestarts)\(");

    private static readonly Regex Epochs = TrainingProgram.Pattern(@"^(?:\w+\.)*(?:n_|num_|nb_|max_|total_)?epochs?$",
        RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("keras") || !program.Outline.Mentions(".compile(", "GradientTape"))
        {
            return;
        }

        var compiled = program.Lines.Where(line => line.Text.Has(".compile(") && Compiles.IsMatch(line.Text)).ToArray();
        foreach (var line in compiled)
        {
            ObserveLoss(program, line);
        }

        if (compiled.Length == 1)
        {
            ObserveOptimizer(program, compiled[0]);
        }

        ObserveWeights(program);
        ObserveStack(program);
        ObserveDecay(program);
    }

    private static void ObserveLoss(TrainingProgram program, OutlineLine line)
    {
        var given = ProgramText.Argument(Compiles.Match(line.Text).Groups["arguments"].Value, "loss", 1)?.TrimStart('[').TrimEnd(']') ?? "";
        var made = ProgramText.IsPath(given) ? program.Lines.Where(one => one.IsFunction && one.Parent is null
            && ProgramNames.NameOf(one) == given).ToArray() : [];
        if (made.Length != 1)
        {
            return;
        }

        var parameters = ProgramNames.ParametersOf(made[0]);
        if (parameters.Count == 2 && parameters[0].HasAny("pred", "y_hat") && parameters[1].HasAny("true", "target", "label"))
        {
            program.Note("loss-arguments-swapped", made[0], "Keras calls a loss with (y_true, y_pred) and '" + given + "' takes the "
                + "prediction first, so it computes with the two exchanged; "
                + "write " + given + "(" + parameters[1] + ", " + parameters[0] + ").");
        }
        else if (Similarity.IsMatch(given) && !given.Has("loss") && program.Within(made[0]).Where(one =>
            one.Word == "return").ToArray() is { Length: 1 } returned
            && !returned[0].Text.Has("-") && !program.Within(made[0]).Any(one => Regex.IsMatch(one.Text, @"=-|1\.?0?-"))
                && returned[0].Text.Has("/")
            | ProgramText.IsPath(returned[0].Text.Substring(6).Trim()))
        {
            program.Note("loss-input-mismatch", line, "'" + given + "' is larger the better the model is, and as a loss it is minimised: "
                + "the model learns to overlap with nothing; write 1 - "
                + given + "(...) or its negative.");
        }
    }

    // opt = Adam(1e-5), and compile(optimizer='adam'), which makes another.
    private static void ObserveOptimizer(TrainingProgram program, OutlineLine compiled)
    {
        var given = ProgramText.Argument(Compiles.Match(compiled.Text).Groups["arguments"].Value, "optimizer", 0);
        var built = program.Lines.Where(line => Optimizer.IsMatch(line.Text)).ToArray();
        if (given is not null && given.StartsAs("'") && built.Length == 1 && Optimizer.Match(built[0].Text).Groups["name"].Value is var name
            && ReferenceEquals(built[0].Function, compiled.Function) && !program.IsNamedBeside(built[0], name)
                && !program.Outline.Mentions("globals(", "locals("))
        {
            program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(built[0]), name, built[0].Text, "compile() makes an "
                + "optimizer of its own from the text " + given
                + ", with default settings; write optimizer=" + name, Severity.Warning));
        }
    }

    private static void ObserveWeights(TrainingProgram program)
    {
        var fit = program.Lines.FirstOrDefault(line => line.Text.Has(".fit(") && Regex.IsMatch(line.Text, @"class_weight='(?:balanced"
            + @"|auto)'"));
        if (fit is not null && program.Outline.Mentions(fit.Text.Substring(0, fit.Text.IndexOf(".fit(",
            StringComparison.Ordinal)).Split('=').Last() + ".compile("))
        {
            program.NoteUnfit(program.Outline.PlaceOf(fit), "fit.class_weight", "a text", "a dictionary of class and weight, as "
                + "sklearn's compute_class_weight makes it",
                "Keras knows no weights by name: it stops, or weighs nothing");
        }
    }

    // add(LSTM(50)); add(LSTM(50)): the first gives one vector, the second wants a sequence.
    private static void ObserveStack(TrainingProgram program)
    {
        for (var i = 0; i + 1 < program.Lines.Count; i++)
        {
            var (line, next) = (program.Lines[i], program.Lines[i + 1]);
            var before = line.Text.Has(".add(") ? line.Text.Substring(0, line.Text.IndexOf(".add(", StringComparison.Ordinal)) : "";
            if (before.Length > 0 && next.Text.StartsAs(before + ".add(") && ReferenceEquals(line.Parent, next.Parent)
                && IsLast(line.Text, before) && IsFirst(next.Text, before))
            {
                Tell(program, line);
                return;
            }

            var open = line.Text.IndexOf("Sequential([", StringComparison.Ordinal);
            var close = open < 0 ? -1 : ProgramText.EndOf(line.Text, open + 11);
            var layers = close < 0 ? [] : ProgramText.Split(line.Text.Substring(open + 12, close - open - 12));
            if (layers.Zip(layers.Skip(1), (first, second) => IsLast("m.add(" + first + ")", "m") && IsFirst("m.add(" + second + ")",
                "m")).Any(found => found))
            {
                Tell(program, line);
                return;
            }
        }
    }

    private static bool IsLast(string text, string model) => IsFirst(text, model) && !text.HasAny("return_sequences", "*");

    private static bool IsFirst(string text, string model) => Regex.IsMatch(text.Substring(model.Length + 5),
        @"^(?:[\w.]+\.)?(?:Bidirectional\((?:[\w.]+\.)?)?(?:LSTM|GRU|SimpleRNN|CuDNNLSTM|CuDNNGRU)\(");

    private static void Tell(TrainingProgram program, OutlineLine line) => program.NoteUnfit(program.Outline.PlaceOf(line),
        "return_sequences", "a recurrent layer before another one, without it",
        "return_sequences=True", "the layer gives its last state alone and the next one wants a sequence: \"expected ndim=3, found "
            + "ndim=2\"");

    // CosineDecay(1e-3, decay_steps=EPOCHS)
    private static void ObserveDecay(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => line.Text.Has("Decay") && line.Word is not ("class" or "def" or "from")))
        {
            foreach (var (match, arguments, _) in line.Text.Calls(Decays))
            {
                var name = match.Groups["class"].Value == "CosineDecayRestarts" ? "first_decay_steps" : "decay_steps";
                if (ProgramText.Argument(arguments, name, 1) is { } steps && Epochs.IsMatch(steps))
                {
                    program.Note("schedule-counts-epochs", line, match.Groups["class"].Value + " counts batches and is as long as the "
                        + "number of epochs, so it is over after as many batches; write "
                        + steps + " times the batches of an epoch.");
                    return;
                }
            }
        }
    }
}
