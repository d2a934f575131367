using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// One output [n, 1] against targets [n] in a loss that broadcasts: every output is compared with every target, [n, n], so that the best
/// that is left is the mean of all targets (<c>torch/nn/functional.py</c>, mse_loss warns of it).
/// </summary>
internal static class LossShapes
{
    private const int Deepest = 8;

    private static readonly Regex Called = TrainingProgram.Pattern(@"(?<![\w.])(?<name>[A-Za-z_][\w.]*(?:\(\))?)\(");

    private static readonly Regex OneOutput = TrainingProgram.Pattern(@"^(?:in_features=)?[\w.*/+]+,(?:out_features=)?1(?:,bias=\w+)?$");

    // What keeps the shape, and makes tensors of arrays.
    private static readonly Regex Kept = TrainingProgram.Pattern(
        @"\.(?:to|cuda|cpu|float|double|long|type|astype|to_numpy|copy|clone|detach|contiguous|requires_grad_)\([\w.,'=]*\)$|\.values$");

    private static readonly Regex Made = TrainingProgram.Pattern(
        @"^(?:torch|np|numpy)\.(?:tensor|as_tensor|from_numpy|FloatTensor|DoubleTensor|Tensor|array|asarray)$");

    private static readonly Regex Column = TrainingProgram.Pattern(@"^[\w.]+\[:,-?\d\]$");

    private static readonly Regex Summed = TrainingProgram.Pattern(@"^[\w.]+\.(?:sum|mean)\((?:dim=|axis=)?(?:1|-1)\)$");

    private static readonly Regex OfFrame = TrainingProgram.Pattern(@"^(?<frame>\w+)\['[^']{1,60}'\]$");

    private static readonly Regex Spaced = TrainingProgram.Pattern(@"^(?:torch|np|numpy)\.(?:linspace|arange)$|^torch\.randn?$");

    private static readonly Regex TwoSizes = TrainingProgram.Pattern(
        @"^(?:torch|np|numpy)\.(?:random\.)?(?:randn?|zeros|ones)\(\(?[\w.]+,[\w.]+\)?(?:,\w+=[\w.]+)*\)$");

    private static readonly Regex Tables = TrainingProgram.Pattern(@"^\w+\.(?:loadtxt|genfromtxt|read_csv|read_excel|read_table)$");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("MSELoss", "L1Loss", "mse_loss", "l1_loss", "HuberLoss", "huber_loss"))
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => line.Text.IndexOf('(') > 0 && !line.IsFunction && line.Word != "class"))
        {
            foreach (Match call in Called.Matches(line.Text))
            {
                var open = call.Index + call.Length - 1;
                var close = ProgramText.EndOf(line.Text, open);
                if (close > 0 && LossInputs.KindOfLoss(program, line,
                    call.Groups["name"].Value) is "MSELoss" or "L1Loss" or "SmoothL1Loss" or "HuberLoss"
                    && IsBroadcast(program, line, line.Text.Substring(open + 1, close - open - 1)))
                {
                    program.Note("loss-input-mismatch", line, "The model gives one number for each sample in a column [n, 1] and the "
                        + "targets "
                        + "are [n], so the loss broadcasts both to [n, n] and compares every output with every target: the model "
                            + "learns the "
                        + "mean; squeeze the output, or write target.unsqueeze(1).");
                    return;
                }
            }
        }
    }

    private static bool IsBroadcast(TrainingProgram program, OutlineLine line, string arguments)
    {
        var (output, target) = (ProgramText.Argument(arguments, "input", 0), ProgramText.Argument(arguments, "target", 1));
        return output is not null && target is not null
            && ((IsColumn(program, line, output, 0) && IsVector(program, line, target, 0))
                || (IsColumn(program, line, target, 0) && IsVector(program, line, output, 0)));
    }

    private static bool IsColumn(TrainingProgram program, OutlineLine line, string text, int depth)
    {
        text = Bare(text);
        if (ProgramText.IsPath(text))
        {
            return depth < Deepest && program.Names.Of(line, text) is { Position: -1, IsEach: false } made
                && ReferenceEquals(made.Line.Function, line.Function) && IsColumn(program, made.Line, made.Text, depth + 1);
        }

        return ProgramText.Call(text) is { } call && LayerEnds.LastLinear(program, line, call.Name) is { } layer
            && OneOutput.IsMatch(layer);
    }

    private static bool IsVector(TrainingProgram program, OutlineLine line, string text, int depth)
    {
        text = Bare(text);
        if (depth > Deepest || text.Length == 0)
        {
            return false;
        }

        if (ProgramText.IsPath(text))
        {
            return IsTarget(program, line, text) || (program.Names.Of(line, text) is { } value && IsVector(program, value, depth + 1));
        }

        // Of windows [n, time, 1] either is a column, [n, 1].
        if (Column.IsMatch(text) || Summed.IsMatch(text))
        {
            return IsMatrix(program, line, text.Substring(0, text.LastIndexOfAny(['[', '.'])), depth + 1);
        }

        if (OfFrame.Match(text) is { Success: true } frame)
        {
            return program.Names.Follow(line, frame.Groups["frame"].Value)?.Text is { } read
                && read.IndexOf("read_", StringComparison.Ordinal) is > 0 and < 12;
        }

        if (ProgramText.Call(text) is { } call)
        {
            var first = ProgramText.Split(call.Arguments).FirstOrDefault() ?? "";
            return Made.IsMatch(call.Name) ? IsVector(program, line, first, depth + 1)
                : Spaced.IsMatch(call.Name) && IsOneSize(call);
        }

        var terms = ProgramText.Split(text, '+');
        return terms.Count > 1 && terms.All(term => IsVector(program, line, term, depth + 1));
    }

    // torch.rand(n, 3), a table that is read, the samples of a data set of scikit-learn: two dimensions.
    private static bool IsMatrix(TrainingProgram program, OutlineLine line, string text, int depth)
    {
        text = Bare(text);
        if (depth <= Deepest && ProgramText.IsPath(text))
        {
            return program.Names.Of(line, text) is { IsEach: false } value && (value.Position < 0
                ? IsMatrix(program, value.Line, value.Text, depth + 1)
                : value.Position == 0 && value.Text.StartsWith("make_", StringComparison.Ordinal));
        }

        return depth <= Deepest && ProgramText.Call(text) is { } call && (TwoSizes.IsMatch(text) || Tables.IsMatch(call.Name)
            || (Made.IsMatch(call.Name) && ProgramText.Split(call.Arguments).FirstOrDefault() is { } first
                && IsMatrix(program, line, first, depth + 1)));
    }

    // torch.rand(n) and torch.rand((n,)), but not torch.rand(n, 3) or torch.rand(shape).
    private static bool IsOneSize((string Name, string Arguments) call) => call.Name.IndexOf("rand", StringComparison.Ordinal) < 0
        || Regex.IsMatch(call.Arguments, @"^(?:\d+|\(\d+,\))$");

    // Parts of what several names get at once: a split, a loader of a data set of tensors, a data set of scikit-learn.
    private static bool IsVector(TrainingProgram program, ProgramValue value, int depth)
    {
        if (value.Position < 0 && !value.IsEach)
        {
            return IsVector(program, value.Line, value.Text, depth);
        }

        if (value.IsEach)
        {
            return DataOf(program, value.Line, value.Text) is { } data && value.Position >= 0 && value.Position < data.Parts.Length
                && IsVector(program, data.Line, data.Parts[value.Position], depth + 1);
        }

        if (ProgramText.Call(value.Text) is not { } call)
        {
            return false;
        }

        var parts = ProgramText.Split(call.Arguments);
        return DottedName.Last(call.Name) switch
        {
            "train_test_split" => value.Position / 2 < parts.Count && !ProgramText.IsNamed(parts[value.Position / 2])
                && IsVector(program, value.Line, parts[value.Position / 2], depth + 1),
            "make_regression" or "make_friedman1" => value.Position == 1
                && !parts.Any(part => part.StartsWith("n_targets", StringComparison.Ordinal)),
            "load_diabetes" or "fetch_california_housing" or "load_boston" => value.Position == 1,
            _ => false,
        };
    }

    // for x, y in DataLoader(TensorDataset(X, Y), ...), each by a name of its own or not. A batch of one has nothing to mix up.
    private static (OutlineLine Line, string[] Parts)? DataOf(TrainingProgram program, OutlineLine line, string loader)
    {
        if (program.Names.Follow(line, loader) is not { } made || ProgramText.Call(made.Text) is not { } call
            || DottedName.Last(call.Name) != "DataLoader" || call.Arguments.IndexOf("collate_fn", StringComparison.Ordinal) >= 0
            || (ProgramText.Argument(call.Arguments, "batch_size", 1) ?? "1") is "1" or "None"
            || ProgramText.Argument(call.Arguments, "dataset", 0) is not { } set || program.Names.Follow(made.Line, set) is not { } data
            || ProgramText.Call(data.Text) is not { } tensors || DottedName.Last(tensors.Name) != "TensorDataset")
        {
            return null;
        }

        return (data.Line, [.. ProgramText.Split(tensors.Arguments)]);
    }

    // load_diabetes().target
    private static bool IsTarget(TrainingProgram program, OutlineLine line, string text) =>
        text.EndsWith(".target", StringComparison.Ordinal)
        && program.Names.Follow(line, text.Substring(0, text.Length - 7))?.Text is { } made
        && (made.IndexOf("load_", StringComparison.Ordinal) >= 0 || made.IndexOf("fetch_", StringComparison.Ordinal) >= 0);

    private static string Bare(string text)
    {
        for (var match = Kept.Match(text); match.Success && match.Index > 0; match = Kept.Match(text))
        {
            text = text.Substring(0, match.Index);
        }

        return text;
    }
}
