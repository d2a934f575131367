using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Layers that a module holds in a plain list or dictionary, or in a local name that was meant for an attribute: <c>parameters()</c>
/// does not see them (<c>torch/nn/modules/module.py</c>, __setattr__ registers modules and parameters alone).
/// </summary>
internal static class ModuleParts
{
    private const string Layer = @"(?:torch\.)?nn\.(?:Linear|LazyLinear|Bilinear|Conv\w+|LSTM|GRU|RNN|LSTMCell|GRUCell|Embedding"
        + @"|BatchNorm\w*|"
        + @"LayerNorm|GroupNorm|MultiheadAttention|Transformer\w*|Sequential|Parameter|PReLU)\(";

    private static readonly Regex ModuleClass = TrainingProgram.Pattern(@"^class \w+\([\w., ]*(?:Module|LightningModule)\b[^)]*\):");

    private static readonly Regex Listed = TrainingProgram.Pattern(@"^self\.(?<name>\w+)=(?:\[" + Layer + @"|\{'[^']{0,60}':" + Layer
        + ")");

    private static readonly Regex Appended = TrainingProgram.Pattern(@"^self\.(?<name>\w+)\.append\(" + Layer);

    private static readonly Regex Taken = TrainingProgram.Pattern(
        @"Sequential\(|ModuleList\(|ModuleDict\(|ParameterList\(|param|optim|Adam|SGD", RegexOptions.None);

    private static readonly Regex Local = TrainingProgram.Pattern(@"^(?<name>self_\w+)=" + Layer);

    public static void Observe(TrainingProgram program)
    {
        // Lists of layers are registered by the modules of MLX and flax.
        if (!program.Outline.Mentions("import torch", "from torch", "lightning") || program.Outline.Mentions("mlx.nn", "flax", "mindspore"))
        {
            return;
        }

        foreach (var owner in program.Lines.Where(line => line.Word == "class" && ModuleClass.IsMatch(line.Text)))
        {
            var body = program.Lines.Where(line => line.IsIn(owner)).ToArray();
            foreach (var line in body)
            {
                if (Listed.Match(line.Text) is { Success: true } listed && !IsRegistered(program, body, listed.Groups["name"].Value))
                {
                    Note(program, line, "self." + listed.Groups["name"].Value);
                }
                else if (Appended.Match(line.Text) is { Success: true } appended && appended.Groups["name"].Value is var name
                    && Array.Exists(body, other => other.Text == "self." + name + "=[]") && !IsRegistered(program, body, name))
                {
                    Note(program, line, "self." + name);
                }
                else if (Local.Match(line.Text) is { Success: true } local && !IsUsed(body, line, local.Groups["name"].Value))
                {
                    program.Note("unregistered-modules", line, "'" + local.Groups["name"].Value + "' is a local name, so the layer is "
                        + "dropped at the end of the method and the optimizer never sees it; write self."
                        + local.Groups["name"].Value.Substring(5) + ".");
                }
            }
        }
    }

    private static void Note(TrainingProgram program, OutlineLine line, string name) =>
        program.Note("unregistered-modules", line, "The layers in " + name + " stand in a plain Python list or dictionary, so parameters() "
            + "leaves them out: they are never trained, moved or saved; use nn.ModuleList or nn.ModuleDict.");

    // self_attn = nn.MultiheadAttention(...) is a name like any other where something takes it up.
    private static bool IsUsed(OutlineLine[] body, OutlineLine made, string name) => Array.Exists(body, line =>
        !ReferenceEquals(line, made) && Regex.IsMatch(line.Text, @"\b" + name + @"\b"));

    // Registered another way: wrapped later, added by name, or handed to the optimizer by themselves.
    private static bool IsRegistered(TrainingProgram program, OutlineLine[] body, string name) => Array.Exists(body, line =>
        line.Text.IndexOf("add_module(", StringComparison.Ordinal) >= 0 || line.Text.IndexOf("register_", StringComparison.Ordinal) >= 0
        || line.Text.IndexOf("setattr(", StringComparison.Ordinal) >= 0
        || line.Text.IndexOf("def parameters(", StringComparison.Ordinal) >= 0
        || line.Text.StartsWith("self." + name + "=nn.", StringComparison.Ordinal))
        || program.Lines.Any(line => Taken.IsMatch(line.Text) && Regex.IsMatch(line.Text, @"\." + name + @"\b(?!=)"));
}
