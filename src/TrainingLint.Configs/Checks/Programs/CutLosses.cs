using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A loss that certainly has no graph behind it: everything that it is computed from was cut off, rounded or counted.</summary>
internal static class CutLosses
{
    private const int Deepest = 8;

    private static readonly Regex Backward = TrainingProgram.Pattern(
        @"^(?:(?<loss>[A-Za-z_]\w*)\.backward\(|[\w.]*scaler\w*\.scale\((?<loss>[A-Za-z_]\w*)\)\.backward\()");

    // What comes out of these has no gradient, whatever goes in.
    private static readonly Regex Cut = TrainingProgram.Pattern(@"(?:\.detach\(\)|\.item\(\)|\.data|\.numpy\(\)|\.tolist\(\)"
        + @"|\.argmax\([^()]*\)"
        + @"|\.max\((?:dim=)?-?\d\)(?:\[1\]|\.indices)|\.(?:long|int|bool|byte)\(\)|\.(?:round|sign|floor|ceil)\(\)|\.(?:eq|ne|gt|lt|ge"
            + @"|le)\([^()]*\))$");

    private static readonly Regex CutCall = TrainingProgram.Pattern(@"^(?:torch\.(?:tensor|argmax|round|sign|floor|ceil|eq|gt|lt|ge|le"
        + @"|zeros|ones"
        + @"|from_numpy|as_tensor|FloatTensor|randn|rand|arange|topk)|np\.\w+|numpy\.\w+|float|int|len|range)$");

    // What keeps a tensor what it is.
    private static readonly Regex Kept = TrainingProgram.Pattern(
        @"(?:\.(?:to|cuda|cpu|float|double|view|reshape|squeeze|unsqueeze|flatten|type|clone|mean|sum|requires_grad_|contiguous|expand"
            + @"|permute|transpose|size)"
            + @"\([^()]*\)|\.shape|\.T|\[[^\[\]]*\])$");

    private static readonly Regex Comparison = TrainingProgram.Pattern(@"^\(?[\w.]+(?:\([\w.,=]*\))?(?:>=?|<=?|==)[\w.]+\)?$");

    private static readonly Regex Number = TrainingProgram.Pattern(@"^-?[\d.]+(?:e-?\d+)?$");

    private static readonly Regex Loaded = TrainingProgram.Pattern(@"load|batch|data|\bdl\b|_dl\b", RegexOptions.IgnoreCase);

    private static readonly string[] Others = ["autograd.Function", "create_graph", "functional_call", "straight",
        "STE", "jax"];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions(".backward(") || !program.IsOfTorch() || program.Outline.Mentions(Others))
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => line.Text.Has(".backward(")))
        {
            if (Backward.Match(line.Text) is { Success: true } match && program.SameFunction(line).Any(step => step.Text.Has(".step("))
                && match.Groups["loss"].Value is var loss && Last(program, line, loss) is { } made && IsCut(program, made, 0)
                && !IsTold(program, made))
            {
                program.Note("loss-without-graph", made.Line, "'" + loss + "' is computed from what was cut off from the network, "
                    + "rounded or counted, "
                    + "so backward() reaches no weight; compute it from the output as the network gives it.");
                return;
            }
        }

        ObserveSwitchedOff(program);
    }

    // torch.tensor(loss, requires_grad=True) is told elsewhere.
    private static bool IsTold(TrainingProgram program, ProgramValue made) => made.Line.Text.Has("requires_grad=True)");

    // The one value of a name in its function, before a line.
    private static ProgramValue? Last(TrainingProgram program, OutlineLine at, string name)
    {
        var all = program.Names.All(at, name).Where(value => value.Line.Text.IndexOf(".requires_grad", StringComparison.Ordinal) < 0
            || value.Line.Assigned() is null).ToArray();
        var given = all.Where(value => value.Line.Index < at.Index && ReferenceEquals(value.Line.Function, at.Function)).ToArray();
        return given.Length > 0 && given.Length == all.Length && given[given.Length - 1] is var last
            && last.Line.Around.All(header => header.Word == "with" || at.Around.Contains(header)) ? last : null;
    }

    private static bool IsCut(TrainingProgram program, ProgramValue value, int depth)
    {
        if (value.Line.UpTo(value.Line.Function).Any(header => header.Word == "with" && header.Text.HasAny("no_grad(", "inference_mode(")))
        {
            return value.Text.Length > 0;
        }

        if (value.IsEach)
        {
            return Loaded.IsMatch(value.Text);
        }

        // _, predicted = torch.max(output, 1)
        return value.Position < 0 ? IsCut(program, value.Line, value.Text, depth)
            : value.Position == 1 && value.Text.StartsAs("torch.max(") || Loaded.IsMatch(value.Text) && ProgramText.IsPath(value.Text);
    }

    private static bool IsCut(TrainingProgram program, OutlineLine line, string text, int depth)
    {
        if (depth > Deepest || text.Length == 0 || Number.IsMatch(text))
        {
            return depth <= Deepest && text.Length > 0;
        }

        if (IsOne(text) && Cut.IsMatch(text) || Comparison.IsMatch(text))
        {
            return true;
        }

        if (ProgramText.IsPath(text))
        {
            return Last(program, line, text) is { } made && IsCut(program, made, depth + 1);
        }

        if (Kept.Match(text) is { Success: true } kept && kept.Index > 0 && IsOne(text))
        {
            return IsCut(program, line, text.Substring(0, kept.Index), depth + 1);
        }

        if (ProgramText.Call(text) is { } call)
        {
            return CutCall.IsMatch(call.Name) || (LossInputs.KindOfLoss(program, line, call.Name) is not null || IsLossName(program, line,
                call.Name))
                && ProgramText.Split(call.Arguments) is { Count: > 1 } given && given.Where(one => !ProgramText.IsNamed(one)).All(one =>
                    IsCut(program, line, one, depth + 1));
        }

        return IsCutSum(program, line, text, depth);
    }

    // a+b, (a-b)**2: cut where every part is.
    private static bool IsCutSum(TrainingProgram program, OutlineLine line, string text, int depth)
    {
        if (text[0] == '(' && ProgramText.EndOf(text, 0) is > 0 and var close && (close == text.Length - 1
            || text.Substring(close + 1).StartsAs("**")))
        {
            return IsCut(program, line, text.Substring(1, close - 1), depth + 1);
        }

        foreach (var sign in "+-*/")
        {
            var parts = ProgramText.Split(text, sign);
            if (parts.Count > 1 && !text.Has("**"))
            {
                return parts.All(part => IsCut(program, line, part, depth + 1));
            }
        }

        return false;
    }

    // criterion(a, b), self.loss_fn(a, b), handed in: any function of this name may count on what it is given alone.
    private static bool IsLossName(TrainingProgram program, OutlineLine line, string called) =>
        Regex.IsMatch(called, @"(?:^|\.)(?:criterion|crit|loss_fn|loss_func|loss_function|criterion_\w+|bce|mse|ce)$")
        && program.Names.All(line, called).All(value => value.Text.Has("("));

    // One operand, with its calls and attributes.
    private static bool IsOne(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (depth == 0 && text[i] is '+' or '*' or '/' or ',' or ' ' or '>' or '<' || (depth == 0 && text[i] == '-' && i > 0))
            {
                return false;
            }
        }

        return true;
    }

    // @torch.no_grad() over a function that calls backward(), and torch.set_grad_enabled(False) before a loop that does.
    private static void ObserveSwitchedOff(TrainingProgram program)
    {
        if (program.Outline.Mentions("enable_grad", "set_grad_enabled(True", "inference_mode(False", "set_grad_enabled(is_train"))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            var isOff = line.Text is "torch.set_grad_enabled(False)" or "torch.autograd.set_grad_enabled(False)";
            var decorated = line.Text is "@torch.no_grad()" or "@torch.inference_mode()" or "@no_grad()" ? Decorated(program, line) : null;
            IEnumerable<OutlineLine> reached = isOff ? program.SameFunction(line).Where(other => other.Index > line.Index)
                : decorated is not null ? program.Within(decorated) : [];
            if (reached.FirstOrDefault(other => other.Text.Has(".backward(")) is { } back && !line.Around.Any(header =>
                header.Word is "if" or "else"))
            {
                program.Note("loss-without-graph", line, "Gradients are switched off here and backward() is called in their absence (line "
                    + program.Outline.PlaceOf(back).Line + "): it stops, or reaches no weight; switch them off for the evaluation alone.");
                return;
            }
        }
    }

    private static OutlineLine? Decorated(TrainingProgram program, OutlineLine decorator)
    {
        var i = decorator.Index + 1;
        while (i < program.Lines.Count && program.Lines[i].Text.StartsAs("@"))
        {
            i++;
        }

        return i < program.Lines.Count && program.Lines[i].IsFunction && program.Lines[i].Indent == decorator.Indent ? program.Lines[i]
            : null;
    }
}
