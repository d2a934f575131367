using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Keras: the labels that a generator over a folder gives (class_mode, label_mode), and the numbers that the last layer gives, against the
/// loss (<c>keras/src/legacy/preprocessing/image.py</c>: class_mode="categorical"; <c>utils/image_dataset_utils.py</c>: label_mode="int").
/// </summary>
internal static class KerasLabels
{
    private static readonly Regex Compiles = TrainingProgram.Pattern(@"^(?<model>[\w.]+)\.compile\((?<arguments>.*)\)$");

    private static readonly Regex Fits = TrainingProgram.Pattern(@"^(?:\w+=)?(?<model>[\w.]+)\.fit(?:_generator)?\((?<arguments>.*)\)$");

    private static readonly Regex Dense = TrainingProgram.Pattern(@"(?<![\w])Dense\((?<arguments>[^()]*)\)");

    private static readonly Regex Loss = TrainingProgram.Pattern(@"(?:^|\.)(?<class>(?:Sparse|Binary)?(?:Categorical)?Crossentropy)\(\)$");

    // What may stand behind the last Dense, or give the model another head.
    private static readonly string[] Heads = ["Activation(", "Softmax(", "softmax(", "sigmoid(", "Sigmoid(", "from_logits", "Conv",
        "def call", "applications", "classifier_activation", "from_pretrained", "activation=tf", "activation=keras", "activation=nn",
        "activation=act", ".activation"];

    public static void Observe(TrainingProgram program)
    {
        var compiled = program.Lines.Where(line => Compiles.IsMatch(line.Text)).ToArray();
        if (!program.Outline.Mentions("keras") || compiled.Length != 1)
        {
            return;
        }

        var match = Compiles.Match(compiled[0].Text);
        if (LossOf(program, compiled[0], match.Groups["arguments"].Value) is not { } loss)
        {
            return;
        }

        ObserveLabels(program, compiled[0], match.Groups["model"].Value, loss);
        ObserveRaw(program, compiled[0], match.Groups["model"].Value, match.Groups["arguments"].Value, loss);
    }

    // 'binary_crossentropy', losses.BinaryCrossentropy(); nothing for what is given arguments.
    private static string? LossOf(TrainingProgram program, OutlineLine line, string arguments)
    {
        var given = ProgramText.Argument(arguments, "loss", 1) ?? "";
        given = ProgramText.IsPath(given) ? program.Names.Of(line, given)?.Text ?? "" : given;
        return given switch
        {
            "'categorical_crossentropy'" or "'sparse_categorical_crossentropy'" or "'binary_crossentropy'" => given.Trim('\''),
            _ => Loss.Match(given) is { Success: true } built ? built.Groups["class"].Value switch
            {
                "CategoricalCrossentropy" => "categorical_crossentropy",
                "SparseCategoricalCrossentropy" => "sparse_categorical_crossentropy",
                "BinaryCrossentropy" => "binary_crossentropy",
                _ => null,
            }
            : null,
        };
    }

    private static void ObserveLabels(TrainingProgram program, OutlineLine compiled, string model, string loss)
    {
        foreach (var line in program.Lines)
        {
            if (Fits.Match(line.Text) is not { Success: true } fit || fit.Groups["model"].Value != model || line.Index < compiled.Index)
            {
                continue;
            }

            var given = ProgramText.Argument(fit.Groups["arguments"].Value, "x", 0)
                ?? ProgramText.Argument(fit.Groups["arguments"].Value, "generator", 0) ?? "";
            var made = ProgramText.IsPath(given) ? program.Names.Of(line, given) : new ProgramValue(line, given);
            if (made is not { Position: -1, IsEach: false } || LabelsOf(made.Text) is not { } labels
                || Unfit(program, compiled, loss, labels.Kind) is not { } wanted)
            {
                continue;
            }

            program.NoteUnfit(program.Outline.PlaceOf(made.Line), labels.Key, labels.Key + "='" + labels.Mode + "' ("
                + Described(labels.Kind) + ") beside " + loss, wanted,
                "the labels do not have the form that the loss compares with the output: the run stops, or learns nothing");
            return;
        }
    }

    private static string Described(string kind) => kind == "one-hot" ? "one column a class" : "one number a sample";

    private static string? Unfit(TrainingProgram program, OutlineLine compiled, string loss, string kind) => (loss, kind) switch
    {
        ("sparse_categorical_crossentropy", "one-hot") => "class_mode='sparse' or label_mode='int', or categorical_crossentropy",
        ("categorical_crossentropy", "number") => "'categorical', or sparse_categorical_crossentropy",
        ("binary_crossentropy", "one-hot") when LastDense(program, compiled) is { } last
            && (ProgramText.Argument(last.Arguments, "units", 0) is "1") => "'binary', for the one output of the model",
        _ => null,
    };

    private static (string Key, string Mode, string Kind)? LabelsOf(string text)
    {
        if (ProgramText.Call(text) is not { } call || call.Arguments.IndexOf("**", StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        var (key, usual) = DottedName.Last(call.Name) switch
        {
            "flow_from_directory" or "flow_from_dataframe" => ("class_mode", "'categorical'"),
            "image_dataset_from_directory" or "text_dataset_from_directory" => ("label_mode", "'int'"),
            _ => ("", ""),
        };
        var mode = key.Length == 0 || call.Arguments.IndexOf("labels=None", StringComparison.Ordinal) >= 0 ? ""
            : (ProgramText.Argument(call.Arguments, key, -1) ?? usual).Trim('\'');
        return mode switch
        {
            "categorical" => (key, mode, "one-hot"),
            "binary" or "sparse" or "int" => (key, mode, "number"),
            _ => null,
        };
    }

    // The last Dense that is written before compile() in the function of it.
    private static (OutlineLine Line, string Arguments, int End)? LastDense(TrainingProgram program, OutlineLine compiled)
    {
        var line = program.Lines.LastOrDefault(other => other.Index < compiled.Index && ReferenceEquals(other.Function, compiled.Function)
            && other.Text.IndexOf("Dense(", StringComparison.Ordinal) >= 0);
        return line is not null && Dense.Matches(line.Text).Cast<Match>().LastOrDefault() is { } last
            ? (line, last.Groups["arguments"].Value, last.Index + last.Length) : null;
    }

    // Sequential([..., Dense(4)]) and model.add(Dense(4)): raw numbers for a loss of probabilities.
    private static void ObserveRaw(TrainingProgram program, OutlineLine compiled, string model, string arguments, string loss)
    {
        if (program.Outline.Mentions(Heads) || LastDense(program, compiled) is not { } last
            || ProgramText.Split(last.Arguments).Any(one => one.StartsWith("activation", StringComparison.Ordinal) || one.IndexOf('*') >= 0)
            || ProgramText.Split(last.Arguments).Count(one => !ProgramText.IsNamed(one)) > 1
            || arguments.IndexOf("from_logits", StringComparison.Ordinal) >= 0)
        {
            return;
        }

        var rest = last.Line.Text.Substring(last.End);
        var isEnd = last.Line.Text.StartsWith(model + ".add(", StringComparison.Ordinal) ? rest == ")"
            : Regex.IsMatch(last.Line.Text, "^" + Regex.Escape(model) + @"=(?:[\w.]+\.)?Sequential\(\[") && rest.TrimStart(',') == "])";
        if (isEnd && !program.Lines.Any(other => other.Index > last.Line.Index && other.Index < compiled.Index
            && (other.Text.StartsWith(model + ".add(", StringComparison.Ordinal) || other.Text.StartsWith(model + "=",
                StringComparison.Ordinal))))
        {
            program.Note("loss-input-mismatch", last.Line, loss + " expects probabilities and the last layer gives numbers without "
                + (loss[0] == 'b' ? "a sigmoid" : "a softmax") + "; give it that activation, or the loss from_logits=True.",
                Severity.Warning);
        }
    }
}
