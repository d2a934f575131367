using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// The labels that fit() gets against the loss: whole numbers as load_data() and LabelEncoder give them, or a column a class as
/// to_categorical() makes them (<c>keras/src/losses/losses.py</c>: CategoricalCrossentropy wants one-hot labels,
/// SparseCategoricalCrossentropy
/// whole numbers).
/// </summary>
internal static class KerasTargets
{
    private const int Deepest = 6;

    private static readonly Regex Compiles = TrainingProgram.Pattern(@"^(?<model>[\w.]+)\.compile\((?<arguments>.*)\)$");

    private static readonly Regex Fits = TrainingProgram.Pattern(@"^(?:\w+=)?(?<model>[\w.]+)\.fit\((?<arguments>.*)\)$");

    private static readonly Regex Encodes = TrainingProgram.Pattern(@"^(?:[\w.]+\.)?(?:to_categorical|get_dummies|one_hot"
        + @"|label_binarize)\(");

    private static readonly Regex Loads = TrainingProgram.Pattern(@"(?:mnist|fashion_mnist|cifar10|cifar100|reuters)\.load_data\(");

    private static readonly Regex Kept = TrainingProgram.Pattern(@"(?:\.(?:astype|reshape|flatten|ravel|squeeze|values|toarray"
        + @"|to_numpy)(?:\([^()]*\))?|\[[^\[\]]*\])$");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("keras") || !program.Outline.Mentions("categorical_crossentropy", "CategoricalCrossentropy"))
        {
            return;
        }

        var compiled = program.Lines.Where(line => line.Text.Has(".compile(") && Compiles.IsMatch(line.Text)).ToArray();
        if (compiled.Length != 1)
        {
            return;
        }

        var match = Compiles.Match(compiled[0].Text);
        var given = ProgramText.Argument(match.Groups["arguments"].Value, "loss", 1) ?? "";
        var loss = given == "'sparse_categorical_crossentropy'" || Regex.IsMatch(given, @"(?:^|\.)(?:SparseCategoricalCrossentropy\(.*\)"
            + @"|sparse_categorical_crossentropy)$") ? "sparse_categorical_crossentropy"
            : given == "'categorical_crossentropy'" || Regex.IsMatch(given, @"(?:^|\.)(?:CategoricalCrossentropy\(.*\)"
                + @"|categorical_crossentropy)$") ? "categorical_crossentropy" : null;
        foreach (var line in loss is null ? [] : program.Lines.Where(line => line.Text.Has(".fit(")))
        {
            if (Fits.Match(line.Text) is { Success: true } fit && fit.Groups["model"].Value == match.Groups["model"].Value
                && ProgramText.Argument(fit.Groups["arguments"].Value, "y", 1) is { } target && KindOf(program, line, target, 0) is { } kind
                && kind == (loss == "categorical_crossentropy" ? "numbers" : "columns"))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), "fit.y", "'" + target + "' (" + (kind == "numbers" ? "one whole number "
                    + "a sample" : "one column a class") + ") beside " + loss,
                    kind == "numbers" ? "sparse_categorical_crossentropy, or to_categorical(" + target + ")"
                        : "categorical_crossentropy, or the whole numbers",
                    "the labels do not have the form that the loss compares with the output: the run stops, or learns nothing");
                return;
            }
        }
    }

    // What the last value before a line makes of the labels.
    private static string? KindOf(TrainingProgram program, OutlineLine at, string text, int depth)
    {
        for (var kept = Kept.Match(text); kept.Success && kept.Index > 0; kept = Kept.Match(text))
        {
            text = text.Substring(0, kept.Index);
        }

        if (Encodes.IsMatch(text) && ProgramText.Call(text) is not null)
        {
            return "columns";
        }

        if (Regex.IsMatch(text, @"^[\w.]+\.(?:fit_transform|transform)\(") && ProgramText.Call(text) is { } call)
        {
            var by = program.Names.Of(at, call.Name.Substring(0, call.Name.LastIndexOf('.')))?.Text ?? "";
            return by.HasAny("LabelBinarizer(", "OneHotEncoder(") ? "columns" : by.Has("LabelEncoder(") ? "numbers" : null;
        }

        if (depth > Deepest || !ProgramText.IsPath(text))
        {
            return null;
        }

        return GivenTo(program, at, text, depth);
    }

    private static string? GivenTo(TrainingProgram program, OutlineLine at, string text, int depth)
    {
        // A name may be given its value several times: the last one before the line counts, where nothing decides about it.
        var given = program.Names.All(at, text).Where(value => value.Line.Index < at.Index).ToArray();
        if (given.Length == 0 || given[given.Length - 1] is not { IsEach: false } last || !ReferenceEquals(last.Line.Function, at.Function)
            || last.Line.Around.Any(header => !at.Around.Contains(header)))
        {
            return null;
        }

        if (last.Position < 0)
        {
            return KindOf(program, last.Line, last.Text, depth + 1);
        }

        if (Loads.IsMatch(last.Text))
        {
            return last.Position % 2 == 1 ? "numbers" : null;
        }

        var parts = ProgramText.Call(last.Text) is { } split && split.Name.EndsWith("train_test_split", StringComparison.Ordinal)
            ? ProgramText.Split(split.Arguments) : null;
        return parts is not null && last.Position / 2 < parts.Count && !ProgramText.IsNamed(parts[last.Position / 2]) ? KindOf(program,
            last.Line, parts[last.Position / 2], depth + 1) : null;
    }
}
