using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A module with weights of its own that the loss goes through and no optimizer was given.</summary>
internal static class UntrainedModules
{
    private static readonly Regex Weights = TrainingProgram.Pattern(
        @"\bnn\.(?:Linear|Conv\w+|LSTM|GRU|RNN|Embedding|BatchNorm\w+|LayerNorm|Parameter|MultiheadAttention|Transformer\w*)\(");

    private static readonly Regex Moves = TrainingProgram.Pattern(@"\.(?:to|cuda|cpu|float|double|train)\([\w.:',=]*\)$");

    private static readonly string[] Others = ["named_parameters", "accelerat", "fabric", "deepspeed", "add_param_group", "ModuleList",
        "nn.Sequential(enc",
        "LightningModule", "get_parameters", "trainable_params", "requires_grad", "_parameters()", "named_children", "globals("];

    public static void Observe(TrainingProgram program)
    {
        if (program.Steps.Count == 0 || program.Optimizers.Count == 0 || !program.IsOfTorch())
        {
            return;
        }

        var optimizers = program.Lines.Where(line => line.Text.Has(".parameters(")).ToArray();
        foreach (var line in program.Lines)
        {
            foreach (var (name, type) in Built(program, line))
            {
                if (IsLeftOut(program, line, name, type, optimizers))
                {
                    program.Note("another-model-optimized", line, "The loss goes through '" + name + "', which has weights of its own, "
                        + "and no optimizer is "
                        + "given them: they keep their random start; hand " + name + ".parameters() to the optimizer as well.");
                    return;
                }
            }
        }
    }

    // encoder, decoder = Encoder().cuda(), Decoder().cuda()
    private static (string Name, OutlineLine Type)[] Built(TrainingProgram program, OutlineLine line)
    {
        var equals = line.Text.IndexOf('=');
        if (equals < 1 || line.Function is { } function && ProgramNames.NameOf(function) == "__init__" && line.Text.StartsAs("self."))
        {
            return [];
        }

        var (names, values) = (line.Text.Substring(0, equals).Split(','), ProgramText.Split(line.Text.Substring(equals + 1)));
        return names.Length != values.Count ? [] : [.. names.Select((name, i) => (Name: name, Type: TypeOf(program, values[i])))
            .Where(one => one.Type is not null && ProgramText.IsPath(one.Name)).Select(one => (one.Name, one.Type!))];
    }

    private static OutlineLine? TypeOf(TrainingProgram program, string value)
    {
        for (var moved = Moves.Match(value); moved.Success && moved.Index > 0; moved = Moves.Match(value))
        {
            value = value.Substring(0, moved.Index);
        }

        return ProgramText.Call(value) is { } call && program.Names.Class(call.Name) is { } type && type.Text.Has("Module)")
            && program.Lines.Skip(type.Index).TakeWhile(line => line.IsIn(type) || ReferenceEquals(line, type)).Any(line =>
                Weights.IsMatch(line.Text))
            ? type : null;
    }

    private static bool IsLeftOut(TrainingProgram program, OutlineLine made, string name, OutlineLine type, OutlineLine[] optimizers)
    {
        var uses = program.Lines.Where(line => !ReferenceEquals(line, made) && !line.IsIn(type) && ProgramText.HasWord(line.Text,
            name)).ToArray();
        var calls = Array.FindAll(uses, line => Regex.IsMatch(line.Text, @"(?<![\w.])" + Regex.Escape(name) + @"\("));
        var isJudged = Array.Exists(uses, line => line.Text == name + ".eval()") && !Array.Exists(uses, line => line.Text == name
            + ".train()");
        return !isJudged && !optimizers.Any(line => line.Text.Has(name + ".") || line.Text.Has("*")) && !program.Outline.Mentions(Others)
            && calls.Length > 0 && Array.TrueForAll(uses, line => calls.Contains(line) || Regex.IsMatch(line.Text, "^" + Regex.Escape(name)
                + @"(?:=" + Regex.Escape(name) + @")?\.(?:to|cuda|train|eval|apply)\(.*\)$") || line.Text.StartsAs("print("))
            && !uses.Any(line => Regex.IsMatch(line.Text, @"[(,\[=]" + Regex.Escape(name) + @"[),\]]"))
            && calls.Any(line => ReferenceEquals(line.Function, made.Function) && program.Rounds.Any(round => line.IsIn(round.Loop)
                && round.Own.Any(one => one.Act == TrainingAct.Backward) && round.Own.Any(one => one.Act == TrainingAct.Step))
                && !line.Text.HasAny("detach", ".data") && !line.Around.Any(header => header.Text.Has("no_grad"))
                && Regex.IsMatch(line.Text, @"^\w*(?:loss|out|pred|rec|y|x|logits|z|h|fake|feat)\w*(?:,\w+)*\+?=|backward"));
    }
}
