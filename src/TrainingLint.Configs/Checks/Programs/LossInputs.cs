using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>What the <c>forward</c> of the trained module ends with, against what its loss expects.</summary>
internal static class LossInputs
{
    private static readonly Regex Loss = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)=(?:[\w.]+\.)?(?<class>CrossEntropyLoss|BCEWithLogitsLoss|NLLLoss|BCELoss)\(");

    private static readonly Regex Softmax = TrainingProgram.Pattern(@"^(?:(?:torch|F|nn\.functional"
        + @"|torch\.nn\.functional)\.softmax\(.*\)|[\w.]+\.softmax\((?:dim=)?-?\d?\)|torch\.nn\.Softmax\(.*\)\(.*\))$");

    private static readonly Regex Sigmoid = TrainingProgram.Pattern(@"^(?:(?:torch|F|nn\.functional"
        + @"|torch\.nn\.functional)\.sigmoid\(.*\)|[\w.]+\.sigmoid\(\))$");

    private static readonly Regex Layer = TrainingProgram.Pattern(@"^self\.(?<layer>\w+)\((?<inner>.*)\)$");

    public static void Observe(TrainingProgram program)
    {
        var losses = program.Lines.Select(line => Loss.Match(line.Text)).Where(match => match.Success).ToArray();
        if (losses.Length != 1 || program.Optimizers.Count != 1)
        {
            return;
        }

        var (criterion, kind) = (losses[0].Groups["name"].Value, losses[0].Groups["class"].Value);
        var model = program.Optimizers[0].Trained;
        if (!IsHanded(program, criterion, model) || ClassOf(program, model) is not { } owner || EndOf(program, owner) is not { } end)
        {
            return;
        }

        var (line, last) = end;
        var message = (kind, last) switch
        {
            ("CrossEntropyLoss", "softmax") => "forward() ends in a soft-max and CrossEntropyLoss applies one of its own: the "
                + "gradients shrink and the loss stays near its start; return the logits.",
            ("BCEWithLogitsLoss", "sigmoid") => "forward() ends in a sigmoid and BCEWithLogitsLoss applies one of its own: the gradients "
                + "shrink and the output never gets near 0; return the logits.",
            ("NLLLoss", "linear") => "NLLLoss wants logarithms of probabilities and forward() returns the numbers of a linear layer, "
                + "so the loss falls without bound; end in log_softmax, or use CrossEntropyLoss.",
            ("NLLLoss", "softmax") => "NLLLoss wants logarithms of probabilities and forward() returns probabilities; end in "
                + "log_softmax, or return the logits to CrossEntropyLoss.",
            ("BCELoss", "linear") => "BCELoss wants probabilities and forward() returns the numbers of a linear layer; end in a "
                + "sigmoid, or use BCEWithLogitsLoss.",
            _ => null,
        };
        if (message is not null)
        {
            program.Note("loss-input-mismatch", line, message);
        }
    }

    // criterion(model(x), y), or criterion(output, y) where output = model(x) and nothing else.
    private static bool IsHanded(TrainingProgram program, string criterion, string model) => program.Lines.Any(line =>
    {
        var at = line.Text.IndexOf(criterion + "(", StringComparison.Ordinal);
        var given = at < 0 ? "" : TrainingProgram.Split(line.Text.Substring(at + criterion.Length + 1)).FirstOrDefault() ?? "";
        return IsCallOf(given, model) || (given.Length > 0 && given.All(c => char.IsLetterOrDigit(c) || c == '_')
            && program.Lines.Where(made => Writes(made, given)).ToArray() is { Length: > 0 } written
            && Array.TrueForAll(written, made => made.Text.StartsWith(given + "=", StringComparison.Ordinal)
                && IsCallOf(made.Text.Substring(given.Length + 1), model)));
    });

    // output = ..., output, hidden = ..., output /= 2: whatever gives the name another value.
    private static bool Writes(OutlineLine line, string name) =>
        Regex.IsMatch(line.Text, @"^(?:[\w.]+,)*" + name + @"(?:,[\w.]+)*[-+*/@]?=(?!=)");

    // model(x) as a whole, not model(x).sigmoid().
    private static bool IsCallOf(string text, string model)
    {
        if (!text.StartsWith(model + "(", StringComparison.Ordinal))
        {
            return false;
        }

        var (depth, at) = (1, model.Length + 1);
        for (; at < text.Length && depth > 0; at++)
        {
            depth += text[at] is '(' or '[' or '{' ? 1 : text[at] is ')' or ']' or '}' ? -1 : 0;
        }

        return depth == 0 && at == text.Length;
    }

    private static OutlineLine? ClassOf(TrainingProgram program, string model)
    {
        var made = program.Lines.Where(line => line.Text.StartsWith(model + "=", StringComparison.Ordinal)).ToArray();
        var name = made.Length > 0 ? made[0].Text.Substring(model.Length + 1).Split('(')[0] : "";
        return name.Length == 0 || Array.Exists(made, line => !line.Text.StartsWith(model + "=" + name + "(", StringComparison.Ordinal)
                && !line.Text.StartsWith(model + "=" + model + ".", StringComparison.Ordinal))
            ? null : program.Lines.FirstOrDefault(line => line.Text.StartsWith("class " + name + "(", StringComparison.Ordinal));
    }

    // What the one return of forward gives back, and where.
    private static (OutlineLine Line, string Last)? EndOf(TrainingProgram program, OutlineLine owner)
    {
        var body = program.Lines.Where(line => line.IsIn(owner)).ToArray();
        var forward = Array.Find(body, line => line.Text.StartsWith("def forward(", StringComparison.Ordinal));
        var returns = Array.FindAll(body, line => line.Word == "return" && ReferenceEquals(line.Function, forward));
        if (forward is null || returns.Length != 1 || !returns[0].Text.StartsWith("return", StringComparison.Ordinal))
        {
            return null;
        }

        var (at, text) = (returns[0], returns[0].Text.Substring(6).TrimStart());
        if (text.All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            var set = body.LastOrDefault(line => ReferenceEquals(line.Parent, forward) && line.Text.StartsWith(text + "=",
                StringComparison.Ordinal));
            if (set is null || Array.Exists(body, line => line.Index > set.Index && line.IsIn(forward) && Writes(line, text)))
            {
                return null;
            }

            (at, text) = (set, set.Text.Substring(text.Length + 1));
        }

        return KindOf(body, text) is { } kind ? (at, kind) : null;
    }

    private static string? KindOf(OutlineLine[] body, string text)
    {
        if (Softmax.IsMatch(text) || Sigmoid.IsMatch(text))
        {
            return Softmax.IsMatch(text) ? "softmax" : "sigmoid";
        }

        if (Layer.Match(text) is not { Success: true } layer)
        {
            return null;
        }

        var head = "self." + layer.Groups["layer"].Value + "=";
        var built = Array.FindAll(body, line => line.Text.StartsWith(head, StringComparison.Ordinal));
        if (built.Length != 1)
        {
            return null;
        }

        var made = built[0].Text.Substring(head.Length);
        if (made.IndexOf("Sequential(", StringComparison.Ordinal) >= 0)
        {
            made = Regex.Match(made, @",(?<last>(?:torch\.)?nn\.\w+\([^()]*\)),?\)$") is { Success: true } end
                ? end.Groups["last"].Value : "";
        }

        return Regex.IsMatch(made, @"^(?:torch\.)?nn\.Softmax\(") ? "softmax"
            : Regex.IsMatch(made, @"^(?:torch\.)?nn\.Sigmoid\(") ? "sigmoid"
            : Regex.IsMatch(made, @"^(?:torch\.)?nn\.Linear\(") ? "linear" : null;
    }
}
