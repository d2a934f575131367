using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Gradients between backward() and step(): cleared before they are followed, or never cleared at all.</summary>
internal static class GradientSteps
{
    // What clears gradients, or keeps them from adding up: a fresh graph of leaves, engines, another way to compute them.
    private static readonly string[] Clearing =
        ["zero_grad", ".grad", "zero_gradients", "set_to_none", "fabric", "accelerator", "deepspeed", "functional_call", "closure",
            "model.step(", "_hook", "\"grad\"", "'grad'", "model_engine"];

    // A function of the program's own, wherever it stands.
    private static readonly Regex ClearsByName = TrainingProgram.Pattern(
        @"(?i:zero|clear|reset)\w{0,20}(?i:grad)\w{0,20}\(");

    private static readonly Regex HandedOver = TrainingProgram.Pattern(
        @"^(?:(?<name>optim\w*|opt|solver)\.step\(\)|scaler\.step\((?<name>optim\w*|opt|solver)\))$");

    private static readonly Regex Backward = TrainingProgram.Pattern(@"loss\w*\)?\.backward\(\)$");

    private static readonly Regex Reports = TrainingProgram.Pattern(
        @"^(?:print|len|float)\(|\.item\(\)$|\.(?:append|info|update|set_postfix|set_description|log)\(|\bclip_grad_|\.zero_grad\(");

    private static readonly Regex Cleared = TrainingProgram.Pattern(@"^(?<name>[\w.]+)\.zero_grad\(");

    // Optimizers of these packages clear by themselves, or are no optimizers.
    private static readonly string[] Wrapping = ["callback", "Callback", "Engine", "engine", "apex", "horovod", "colossalai", "ignite",
        "fairscale",
        "learn2learn", "higher.", "paddle", "mindspore", "jittor", "tinygrad", "oneflow", "evotorch", "mlx", "ScheduledOptim", "NoamOpt"];

    // step(self), on_batch_end(locals()), trainer.after(**state)
    private static readonly Regex Hands = TrainingProgram.Pattern(@"[(,]self[),]|locals\(\)|\*\*");

    private static readonly Regex Blocks = TrainingProgram.Pattern(@"autocast|no_grad|enable_grad|set_grad|anomaly|profil"
        + @"|record_function|no_sync|open\(|tqdm");

    private static readonly Regex Harmless = TrainingProgram.Pattern(
        @"^(?:print|logging\.\w+|wandb\.\w+|tqdm\.\w+|sys\.\w+\.\w+|torch\.save|torch\.cuda\.\w+|gc\.collect|time\.\w+"
            + @"|(?:torch\.)?nn\.utils\.clip_grad\w+"
            + @"|clip_grad\w+|\w*scaler\.\w+|\w*sched\w*\.step)$|\.(?:append|extend|add|update|add_scalar|add_scalars|info|debug"
                + @"|warning|write|flush|log"
            + @"|set_description|set_postfix|set_postfix_str|train|eval|backward|save|put|update_|item|print|display|reset_\w*"
                + @"|synchronize|mark_step)$");

    private static readonly Regex Reads = TrainingProgram.Pattern(@"scaler\w*\.(?:step|unscale_)\(|clip_grad|\bget_lr\w*\(|save\w*\("
        + @"|state_dict");

    public static void Observe(TrainingProgram program)
    {
        foreach (var (step, name) in program.Steps)
        {
            var before = program.Beside(step).TakeWhile(line => line.Index < step.Index).ToArray();
            var backward = Array.FindLastIndex(before, line => line.Text.IndexOf(".backward(", StringComparison.Ordinal) >= 0);
            var trained = program.Optimizers.Where(built => built.Name == name).Select(built => built.Trained).ToArray();
            var lost = backward < 0 ? null : before.Skip(backward + 1).FirstOrDefault(line =>
                Cleared.Match(line.Text) is { Success: true } cleared
                && (cleared.Groups["name"].Value == name || trained.Contains(cleared.Groups["name"].Value)));
            if (lost is not null && before.Skip(backward + 1).All(line => line.Text.IndexOf(".step(", StringComparison.Ordinal) < 0)
                && program.Lines.Where(line => line.Index > lost.Index && line.Index < step.Index).All(IsHarmless))
            {
                program.Note("step-order", lost, "zero_grad() between backward() and " + name + ".step() clears what the step would "
                    + "follow, so nothing is ever trained; clear the gradients before backward() or after the step.");
            }
        }

        ObserveUncleared(program);
    }

    // Projected, clipped one by one or summed gradients are kept aside, cleared and written back; a report between changes nothing.
    private static bool IsHarmless(OutlineLine line) => line.Text.IndexOf('(') < 0
        ? line.Text.IndexOf("grad", StringComparison.OrdinalIgnoreCase) < 0
        : Reports.IsMatch(line.Text);

    // def train(model, loader, optimizer): the loop is here, so that whoever calls it clears once an epoch at most.
    private static void ObserveHandedOver(TrainingProgram program)
    {
        var steps = program.Lines.Where(line => HandedOver.IsMatch(line.Text)).ToArray();
        if (steps.Length == 1 && steps[0] is { Function: { } function } step && step.Loops.FirstOrDefault() is { } loop
            && HandedOver.Match(step.Text).Groups["name"].Value is var name
            && Regex.IsMatch(function.Text, @"[(,]" + Regex.Escape(name) + @"\b")
            && program.Lines.Any(line => ReferenceEquals(line.Loops.FirstOrDefault(), loop)
                && Backward.IsMatch(line.Text)))
        {
            program.Note("missing-zero-grad", step, "Nothing in this loop clears the gradients, and backward() adds to those of all "
                + "batches before, so the steps grow and point elsewhere; call " + name + ".zero_grad() once a step.");
        }
    }

    // The step of a loop that computes gradients and that nothing in the program ever clears.
    private static void ObserveUncleared(TrainingProgram program)
    {
        if (program.Outline.Mentions(Clearing) || ClearsByName.IsMatch(program.Outline.Text))
        {
            return;
        }

        if (program.Steps.Count == 0)
        {
            ObserveHandedOver(program);
        }

        if (program.Steps.Count != 1)
        {
            return;
        }

        var (step, name) = program.Steps[0];
        if (IsOfOwnKind(program, step, name))
        {
            return;
        }

        if (!program.Optimizers.Any(built => built.Name == name) && !IsAlone(program, step, name))
        {
            return;
        }

        // A model and its optimizer that every round builds anew, such as a client's, have nothing to clear.
        if (step.Loops.FirstOrDefault() is { } loop && !program.Steppers.Any(built => built.Line.IsIn(loop))
            && program.Lines.Any(line => ReferenceEquals(line.Loops.FirstOrDefault(), loop)
            && line.Text.IndexOf(".backward(", StringComparison.Ordinal) >= 0))
        {
            program.Note("missing-zero-grad", step, "Nothing clears the gradients, and backward() adds to those of all batches "
                + "before, so "
                + "the steps grow and point elsewhere; call " + name + ".zero_grad() once a step.");
        }
    }

    // A class of the program's own may clear when it steps.
    private static bool IsOfOwnKind(TrainingProgram program, OutlineLine step, string name) =>
        program.Names.All(step, name).Any(value => ProgramText.Call(value.Text) is { } call
            && program.Names.Class(DottedName.Last(call.Name)) is not null);

    // An optimizer of elsewhere: whatever else gets it, the model or the whole trainer in the same round may clear for it.
    private static bool IsAlone(TrainingProgram program, OutlineLine step, string name)
    {
        var loop = step.Loops.FirstOrDefault();
        return loop is not null && !program.Outline.Mentions(Wrapping)
            && IsBuiltSo(program, step, name)
            && !program.Lines.Any(line => line.IsIn(loop) && !ReferenceEquals(line, step)
                && (IsHandedOn(line.Text, name) || Hands.IsMatch(line.Text) || MayClear(line)));
    }

    // By a class or function of optimizers, also where a function of the program returns it; or handed in.
    private static bool IsBuiltSo(TrainingProgram program, OutlineLine step, string name) =>
        program.Names.Follow(step, name) is { } made
            ? ProgramText.Call(made.Text) is { } built && IsOptimizerName(built.Name)
            : program.Names.All(step, name).All(value => ProgramText.Call(value.Text) is not { } call || IsOptimizerName(call.Name));

    // A statement that calls something for what it does, and a block of unknown kind.
    private static bool MayClear(OutlineLine line) => line.Word == "with" ? !Blocks.IsMatch(line.Text)
        : ProgramText.Call(line.Text) is { } call && !Harmless.IsMatch(call.Name);

    private static bool IsOptimizerName(string called) => called.IndexOf("optim", StringComparison.OrdinalIgnoreCase) >= 0
        || OptimizerFamilies.Of(DottedName.Last(called)) != OptimizerFamily.Unknown;

    // f(optimizer), but not scaler.step(optimizer) or optimizer.param_groups.
    private static bool IsHandedOn(string text, string name) => !Reads.IsMatch(text)
        && Regex.IsMatch(text, @"[(,=]" + Regex.Escape(name) + @"[),]");
}
