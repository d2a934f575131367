using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>What a loss is handed, against what it expects: by the last layer of the module that makes it.</summary>
internal static class LossInputs
{
    private const int Deepest = 8;

    private static readonly Regex Called = TrainingProgram.Pattern(@"(?<![\w.])(?<name>[A-Za-z_][\w.]*(?:\(\))?)\(");

    // What leaves each number as it is.
    private static readonly Regex Shaped = TrainingProgram.Pattern(
        @"(?:\.(?:squeeze|view|reshape|flatten|float|contiguous|to|cuda|permute|transpose)\([\w.,'=-]*\)|\[[\w.:,]+\])$");

    private static readonly Regex Batches = TrainingProgram.Pattern(@"load|batch|\bdl\b|_dl\b|data", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => line.Text.IndexOf('(') > 0 && !line.IsFunction && line.Word != "class"))
        {
            foreach (Match call in Called.Matches(line.Text))
            {
                if (Observe(program, line, call))
                {
                    return;
                }
            }
        }
    }

    private static bool Observe(TrainingProgram program, OutlineLine line, Match call)
    {
        var open = call.Index + call.Length - 1;
        var close = ProgramText.EndOf(line.Text, open);
        if (close < 0 || KindOfLoss(program, line, call.Groups["name"].Value) is not { } kind)
        {
            return false;
        }

        var arguments = line.Text.Substring(open + 1, close - open - 1);
        if ((ProgramText.Argument(arguments, "input", 0) ?? ProgramText.Argument(arguments, "log_probs", 0)) is not { } given
            || EndOf(program, line, Bare(given), 0) is not { } end)
        {
            return false;
        }

        // A soft-max over the first dimension is right for one sample at a time.
        if (end.Last == "softmax-batch" && !line.Loops.Any(loop => Batches.IsMatch(loop.Text)))
        {
            return false;
        }

        if (MessageOf(kind, OneOf(program, line, given, kind, end.Last), ReferenceEquals(end.Line.Function, line.Function) ? "The output"
            : "forward()") is { } message)
        {
            program.Note("loss-input-mismatch", end.Line, message);
            return true;
        }

        return false;
    }

    /// <summary>What is wrong where a loss of a kind is handed what ends in something; null where nothing is.</summary>
    public static string? MessageOf(string kind, string last, string what) => (kind, last) switch
    {
        ("CrossEntropyLoss", "softmax") => what + " ends in a soft-max and CrossEntropyLoss applies one of its own: the "
            + "gradients shrink and the loss stays near its start; return the logits.",
        ("BCEWithLogitsLoss", "sigmoid") => what + " ends in a sigmoid and BCEWithLogitsLoss applies one of its own: the gradients "
            + "shrink and the output never gets near 0; return the logits.",
        ("NLLLoss", "linear") => "NLLLoss wants logarithms of probabilities and " + What(what) + " is the numbers of a linear layer, "
            + "so the loss falls without bound; end in log_softmax, or use CrossEntropyLoss.",
        ("NLLLoss", "softmax") => "NLLLoss wants logarithms of probabilities and " + What(what) + " is probabilities; end in "
            + "log_softmax, or return the logits to CrossEntropyLoss.",
        ("BCELoss", "linear") => "BCELoss wants probabilities and " + What(what) + " is the numbers of a linear layer; end in a "
            + "sigmoid, or use BCEWithLogitsLoss.",
        ("KLDivLoss", "softmax") => "KLDivLoss wants logarithms of probabilities first and " + What(what) + " is probabilities; end in "
            + "log_softmax.",
        ("CTCLoss", "softmax" or "linear") => "CTCLoss wants logarithms of probabilities and " + What(what) + " is "
            + (last == "linear" ? "the numbers of a linear layer" : "probabilities") + "; end in log_softmax.",
        (_, "softmax-one") => "A soft-max over the one output of a layer is 1 whatever comes in, so nothing is learned; use a sigmoid, "
            + "or one output a class.",
        (_, "softmax-batch") => "The soft-max runs over the samples of the batch (dim=0), so the numbers of one sample depend on the "
            + "others and do not add up to 1; write dim=1.",
        ("CrossEntropyLoss", "one") => "CrossEntropyLoss over the one output of the last layer is 0 whatever comes in, so nothing is "
            + "learned; give the layer one output a class, "
            + "or use BCEWithLogitsLoss.",
        ("CrossEntropyLoss" or "BCEWithLogitsLoss", "relu") => "The last layer ends in a ReLU, which cuts off all negative logits and "
            + "their gradients: the loss stays near its start; leave it out.",
        _ => null,
    };

    private static string What(string what) => what == "forward()" ? "what forward() returns" : "the output";

    /// <summary>The class of a loss by what is called: its function, itself, or a name that holds it.</summary>
    public static string? KindOfLoss(TrainingProgram program, OutlineLine line, string called)
    {
        var text = called.EndsWith("()", StringComparison.Ordinal) ? called
            : DottedName.Last(called) is "cross_entropy" or "binary_cross_entropy_with_logits" or "nll_loss" or "binary_cross_entropy"
                or "mse_loss" or "l1_loss" or "smooth_l1_loss" or "huber_loss" or "kl_div" or "ctc_loss"
                    && IsOfTorch(program, called) ? called + "()"
            : program.Names.Follow(line, called)?.Text ?? "";
        var name = ProgramText.Call(Bare(text)) is { } made && made.Arguments.IndexOf("use_softmax", StringComparison.Ordinal) < 0
            && program.Names.Class(made.Name) is null && !IsImported(program, made.Name) ? DottedName.Last(made.Name) : "";
        return name switch
        {
            "cross_entropy" => "CrossEntropyLoss",
            "binary_cross_entropy_with_logits" => "BCEWithLogitsLoss",
            "nll_loss" => "NLLLoss",
            "binary_cross_entropy" => "BCELoss",
            "kl_div" => "KLDivLoss",
            "ctc_loss" => "CTCLoss",
            "mse_loss" => "MSELoss",
            "l1_loss" => "L1Loss",
            "smooth_l1_loss" => "SmoothL1Loss",
            "huber_loss" => "HuberLoss",
            "CrossEntropyLoss" or "BCEWithLogitsLoss" or "NLLLoss" or "BCELoss" or "MSELoss" or "L1Loss" or "SmoothL1Loss" or "HuberLoss"
                or "KLDivLoss" or "CTCLoss" => name,
            _ => null,
        };
    }

    // F.cross_entropy, torch.nn.functional.nll_loss: a method of this name, or a function of the program's own, may want anything.
    private static bool IsOfTorch(TrainingProgram program, string called)
    {
        var dot = called.LastIndexOf('.');
        return dot > 0 && called.Substring(0, dot) is "F" or "functional" or "nn.functional" or "torch.nn.functional" or "torch"
            && !program.Outline.Mentions("use_softmax");
    }

    // from mylosses import CrossEntropyLoss
    private static bool IsImported(TrainingProgram program, string name) => program.Lines.Any(line => line.Word == "from"
        && !line.Text.StartsWith("from torch", StringComparison.Ordinal) && ProgramText.HasWord(line.Text, name));

    // A linear layer with one output is more than any linear layer to a loss over classes.
    private static string OneOf(TrainingProgram program, OutlineLine line, string given, string kind, string last)
    {
        var text = Bare(given);
        var whole = ProgramText.IsPath(text) ? given + program.Names.Of(line, text)?.Text : given;
        if (whole.HasAny(".view(", ".reshape(", ".permute(", ".transpose(", "["))
        {
            return last;
        }

        var called = kind != "CrossEntropyLoss" || last != "linear" ? null
            : ProgramText.Call(ProgramText.IsPath(text) ? Bare(program.Names.Of(line, text)?.Text ?? "") : text)?.Name;
        return called is not null && LayerEnds.LastLinear(program, line, called) is { } layer && LayerEnds.IsOne(layer) ? "one" : last;
    }

    private static string Bare(string text)
    {
        for (var match = Shaped.Match(text); match.Success && match.Index > 0; match = Shaped.Match(text))
        {
            text = text.Substring(0, match.Index);
        }

        return text;
    }

    // criterion(model(x), y), criterion(softmax(model(x)), y), or criterion(output, y) where output is one of these and nothing else.
    private static (OutlineLine Line, string Last)? EndOf(TrainingProgram program, OutlineLine line, string text, int depth)
    {
        if (ProgramText.IsPath(text))
        {
            return depth < Deepest && program.Names.Of(line, text) is { Position: -1, IsEach: false } made
                && ReferenceEquals(made.Line.Function, line.Function) && made.Line.Index < line.Index
                && made.Text != text ? EndOf(program, made.Line, Bare(made.Text), depth + 1) : null;
        }

        if (LayerEnds.Applied(text) is { } applied)
        {
            return (line, applied);
        }

        return ProgramText.Call(text) is { } call ? LayerEnds.Of(program, line, call.Name) : null;
    }
}
