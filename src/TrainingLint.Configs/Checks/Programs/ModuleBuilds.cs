using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Layers that forward() makes anew in every call, and parameters that stop being some when they are moved.</summary>
internal static class ModuleBuilds
{
    private static readonly Regex ModuleClass = TrainingProgram.Pattern(@"^class \w+\([\w., ]*(?:Module|LightningModule)\b[^)]*\):");

    private static readonly Regex Moved = TrainingProgram.Pattern(@"^self\.(?<name>\w+)=(?:torch\.)?(?:nn\.)?Parameter\(");

    private static readonly Regex Layer = TrainingProgram.Pattern(
        @"(?<![\w.])(?:torch\.)?nn\.(?:Linear|LazyLinear|Bilinear|Conv\dd|ConvTranspose\dd|LSTM|GRU|RNN|Embedding|BatchNorm\dd|LayerNorm"
            + @"|GroupNorm|MultiheadAttention)\(");

    private static readonly Regex Drop = TrainingProgram.Pattern(@"(?<![\w.])(?:torch\.)?nn\.(?:Alpha)?Dropout(?:[123]d)?\(");

    public static void Observe(TrainingProgram program)
    {
        if (!program.IsOfTorch() || !program.Outline.Mentions("Module"))
        {
            return;
        }

        foreach (var owner in program.Lines.Where(line => line.Word == "class" && ModuleClass.IsMatch(line.Text)))
        {
            foreach (var line in program.Lines.Skip(owner.Index + 1).TakeWhile(line => line.IsIn(owner)))
            {
                if (Moved.Match(line.Text) is { Success: true } moved && IsMoved(line.Text, moved))
                {
                    program.Note("unregistered-modules", line, "A parameter that is moved by to() or cuda() is the result of a "
                        + "computation and no longer a "
                        + "parameter: self." + moved.Groups["name"].Value + " is not among parameters() and is never trained; make the "
                            + "tensor on the device, "
                        + "or move the module.",

                        // to() gives the parameter itself back where it is there already.
                        moved.Value.Has(".cuda(") ? Severity.Warning : Severity.Info);
                }
                else if (line.Function is { } function && ProgramNames.NameOf(function) == "forward" && ReferenceEquals(function.Parent,
                    owner)
                    && ObserveForward(program, line))
                {
                    return;
                }
            }
        }
    }

    private static bool IsMoved(string text, Match moved)
    {
        var close = ProgramText.EndOf(text, moved.Index + moved.Length - 1);
        return close > 0 && (text.Substring(close + 1).StartsAs(".to(") || text.Substring(close + 1).StartsAs(".cuda("));
    }

    // nn.Linear(8, 2)(x), fc = nn.Linear(8, 2).to(x.device): not a lazy part that is kept, and no kernel that is set by hand.
    private static bool ObserveForward(TrainingProgram program, OutlineLine line)
    {
        foreach (var (match, arguments, end) in line.Text.Has("nn.") ? line.Text.Calls(Drop) : [])
        {
            if (line.Text.Substring(end).StartsAs("(") && !line.Around.Any(header => header.Text.Has("training"))
                && !line.Text.Has(".eval("))
            {
                program.Note("dropout-always-on", line, "A dropout that forward() makes is new, and new modules are in training mode: "
                    + "eval() does not reach "
                    + "it, so the model is judged with random holes; make it in __init__().");
                return true;
            }
        }

        foreach (var (_, arguments, end) in line.Text.Has("nn.") ? line.Text.Calls(Layer) : [])
        {
            var name = line.Assigned()?.Name ?? "";
            var isCalled = line.Text.Substring(end).StartsAs("(") || Regex.IsMatch(line.Text.Substring(end), @"^\.(?:to|cuda)\([\w.]*\)\(");
            if (name.StartsAs("self.") && !isCalled || arguments.Has("elementwise_affine=False") || arguments.Has("affine=False")
                || line.Text.HasAny("isinstance", "requires_grad"))
            {
                continue;
            }

            if (isCalled || (name.Length > 0 && name.IndexOf('.') < 0 && program.SameFunction(line).Any(other => other.Index > line.Index
                    && Regex.IsMatch(other.Text, @"(?<![\w.])" + Regex.Escape(name) + @"\("))
                && !program.SameFunction(line).Any(other => other.Text.HasAny(name + ".weight", name + ".bias", "self." + name, name
                    + ".load", "weight_init"))))
            {
                program.Note("unregistered-modules", line, "forward() makes this layer anew in every call, with new random weights that "
                    + "no optimizer ever "
                    + "sees; make it in __init__().");
                return true;
            }
        }

        return false;
    }
}
