using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Arguments of layers that mean something else than they look: a share to keep where a share to drop is asked for, TensorFlow's momentum
/// of batch normalization, dropout of
/// a single recurrent layer, and the order of batch and time (<c>torch/nn/modules/rnn.py</c>, <c>batchnorm.py</c>).
/// </summary>
internal static class LayerArguments
{
    private static readonly Regex Drops = TrainingProgram.Pattern(@"(?<![\w.])(?:(?:torch\.)?nn\.|F\.|layers\.|keras\.layers\."
        + @"|tf\.keras\.layers\.|tf\.nn\.)?(?<kind>Dropout|dropout|Dropout2d|SpatialDropout1D|dropout2d)\(");

    private static readonly Regex Keeps = TrainingProgram.Pattern(@"^(?:p=|rate=)?(?:self\.|args\.|config\.)?\w*keep_?(?:prob|rate"
        + @"|p)?\w*$", RegexOptions.IgnoreCase);

    private static readonly Regex Normalizes = TrainingProgram.Pattern(@"(?<![\w.])(?:torch\.)?nn\.(?:BatchNorm[123]d|SyncBatchNorm"
        + @"|InstanceNorm[123]d)\(");

    private static readonly Regex Recurrent = TrainingProgram.Pattern(@"^self\.(?<name>\w+)=(?:torch\.)?nn\.(?<class>LSTM|GRU"
        + @"|RNN)\((?<arguments>.*)\)$");

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => line.Text.Has("(") && line.Word is not ("from" or "import" or "class")))
        {
            foreach (var (match, arguments, _) in line.Text.Has("ropout") && !line.IsFunction ? line.Text.Calls(Drops) : [])
            {
                ObserveDropped(program, line, match, arguments);
            }

            foreach (var (_, arguments, _) in line.Text.Has("Norm") && program.IsOfTorch() ? line.Text.Calls(Normalizes) : [])
            {
                ObserveMomentum(program, line, arguments);
            }

            if (line.Text.StartsAs("self.") && Recurrent.Match(line.Text) is { Success: true } recurrent && program.IsOfTorch())
            {
                ObserveRecurrent(program, line, recurrent);
            }
        }
    }

    // nn.Dropout(keep_prob), tf.nn.dropout(x, rate=keep_prob); tf.nn.dropout(x, keep_prob) of TensorFlow 1 is right.
    private static void ObserveDropped(TrainingProgram program, OutlineLine line, Match match, string arguments)
    {
        var isFunction = char.IsLower(match.Groups["kind"].Value[0]);
        var given = isFunction ? ProgramText.Argument(arguments, match.Value.StartsAs("tf.") ? "rate" : "p", match.Value.StartsAs("tf.")
            ? -1 : 1)
            : ProgramText.Argument(arguments, "p", 0) ?? ProgramText.Argument(arguments, "rate", 0);
        var isKnown = match.Value.HasAny("nn.", "F.", "layers.") || !isFunction;
        if (given is not null && isKnown && Keeps.IsMatch(given) && given.IndexOf("keep", StringComparison.OrdinalIgnoreCase) >= 0
            && !program.Names.All(line, given).Any(value => value.Text.Has("1-") || value.Text.Has("1.-") || value.Text.Has("1.0-"))
            && !program.Lines.Any(one => one.Word == "class" && ProgramNames.NameOf(one) == match.Groups["kind"].Value))
        {
            program.NoteUnfit(program.Outline.PlaceOf(line), match.Groups["kind"].Value, given + ", a share to keep", "1 - " + given,
                "the argument is the share that is dropped, so what was to be kept is dropped");
        }
    }

    private static void ObserveMomentum(TrainingProgram program, OutlineLine line, string arguments)
    {
        if (ProgramText.Argument(arguments, "momentum", -1) is { } given && double.TryParse(given, NumberStyles.Float,
            CultureInfo.InvariantCulture, out var momentum) && momentum is > 0.9 and < 1)
        {
            program.NoteUnfit(program.Outline.PlaceOf(line), "momentum", given, Math.Round(1 - momentum,
                6).ToString(CultureInfo.InvariantCulture) + ", which is what TensorFlow calls " + given,
                "momentum is the share of the new batch here, so the statistics for evaluation are those of the last batch");
        }
    }

    private static void ObserveRecurrent(TrainingProgram program, OutlineLine line, Match recurrent)
    {
        var arguments = recurrent.Groups["arguments"].Value;
        if (ProgramText.Argument(arguments, "dropout", -1) is { } dropout && double.TryParse(dropout, NumberStyles.Float,
            CultureInfo.InvariantCulture, out var share) && share > 0
            && (ProgramText.Argument(arguments, "num_layers", 2) ?? "1") == "1" && !arguments.Has("**"))
        {
            program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(line), "dropout", dropout, recurrent.Groups["class"].Value
                + " drops between its layers, and has one; put nn.Dropout behind it, or take num_layers=2", Severity.Info));
        }

        if (arguments.HasAny("batch_first", "*") || ProgramText.Split(arguments).Count(one => !ProgramText.IsNamed(one)) > 4
            || ProgramNames.OwnerOf(line) is not { } owner
            || program.Names.Method(owner, "forward") is not { } forward)
        {
            return;
        }

        var body = program.Within(forward).ToArray();
        var call = Array.Find(body, other => Regex.IsMatch(other.Text, @"^(?<out>\w+),.*=self\." + recurrent.Groups["name"].Value + @"\("));
        if (call is null || body.Any(other => other.Text.HasAny("permute", "transpose", ".t()", "swapaxes", "rearrange", "pack_padded",
            ".T")))
        {
            return;
        }

        ObserveOrder(program, line, recurrent, body, call);
    }

    // h0 = zeros(layers, x.size(0), hidden) for x, and out[:, -1]: both take the batch for the first dimension.
    private static void ObserveOrder(TrainingProgram program, OutlineLine line, Match recurrent, OutlineLine[] body, OutlineLine call)
    {
        var parsed = Regex.Match(call.Text, @"^(?<out>\w+),.*=self\.\w+\((?<x>\w+)");
        var (output, input) = (parsed.Groups["out"].Value, parsed.Groups["x"].Value);
        var states = Array.Exists(body, other => other.Index < call.Index && Regex.IsMatch(other.Text, @"^\w+=.*(?:zeros"
            + @"|randn)\([^,]+,(?:x|" + Regex.Escape(input) + @")\.(?:size\(0\)|shape\[0\]),"));
        var last = Array.Find(body, other => other.Index > call.Index && Regex.IsMatch(other.Text, @"(?<!\w)" + Regex.Escape(output)
            + @"\[:,-1(?:,:)?\]"));
        if ((states || last is not null) && !body.Any(other => other.Index < call.Index && other.Text.StartsAs(input + "=")
            && other.Text.HasAny("view(", "reshape(", "unsqueeze", "stack", "cat(")))
        {
            program.Note("inputs-prepared-apart", last ?? line, recurrent.Groups["class"].Value + " takes time first and the batch "
                + "second where batch_first is not given, and the batch is taken for the first dimension here: "
                + (last is null ? "the states have the wrong size, or samples are read as a course of time" : output + "[:,-1] is the "
                    + "last sample of the batch and not the last step") + "; pass batch_first=True.");
        }
    }
}
