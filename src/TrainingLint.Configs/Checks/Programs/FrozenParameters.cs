using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Parameters that an optimizer cannot move: all frozen, the new head with them; or a head that is put in after the optimizer was built,
/// which still holds those of the old one.
/// </summary>
internal static class FrozenParameters
{
    private static readonly Regex Each = TrainingProgram.Pattern(@"^for (?<one>\w+) in (?<model>[\w.]+)\.parameters\(\):$");

    private static readonly Regex Head = TrainingProgram.Pattern(
        @"^(?<model>\w+)\.(?:fc|classifier|head|heads\.head|classifier\[-?\d\]|last_linear|_fc"
            + @"|roi_heads\.box_predictor)=(?<value>.*\w\(.*)$");

    // p.requires_grad=name in trained
    private static readonly Regex Decides = TrainingProgram.Pattern(@"\.requires_grad=(?!=|False$)|\.requires_grad_\((?!False\)$)");

    // Whatever thaws a part again, or trains others.
    private static readonly string[] Thaws = ["requires_grad=True", "requires_grad = True", "requires_grad_(True)", "requires_grad_()",
        "unfreeze",
        "requires_grad(", "set_trainable",
        "thaw", "lora", "Lora", "peft", "add_module", "setattr", "add_param_group", "freeze_until"];

    public static void Observe(TrainingProgram program)
    {
        foreach (var built in program.Optimizers.Where(built => ProgramText.IsPath(built.Trained)))
        {
            var beside = program.Lines.Where(line => ReferenceEquals(line.Function, built.Line.Function)).ToArray();
            ObserveFrozen(program, built, beside);
            ObserveLateHead(program, built, beside);
        }
    }

    // for p in model.parameters(): p.requires_grad=False, with no part of the model made anew behind it.
    private static void ObserveFrozen(TrainingProgram program, BuiltOptimizer built, OutlineLine[] beside)
    {
        if (program.Outline.Mentions(Thaws) || program.Lines.Any(line => Decides.IsMatch(line.Text)))
        {
            return;
        }

        var frozen = beside.FirstOrDefault(line => line.Parent is { Word: "for" } loop && Each.Match(loop.Text) is { Success: true } each
            && each.Groups["model"].Value == built.Trained && line.Index < built.Line.Index
            && line.Text == each.Groups["one"].Value + ".requires_grad=False"
            && loop.Parent?.Word is not ("if" or "elif" or "else"));
        if (frozen is not null && built.Line.Text.IndexOf(".parameters(",
            StringComparison.Ordinal) == built.Line.Text.LastIndexOf(".parameters(", StringComparison.Ordinal)
            && !beside.Any(line => line.Index > frozen.Index && line.Index < built.Line.Index && Changes(line, built.Trained)))
        {
            program.Note("everything-frozen", frozen, "Every parameter of '" + built.Trained + "' is frozen before " + built.Name
                + " takes "
                + "them, so backward() finds nothing to train; freeze first and put the new head in afterwards.");
        }
    }

    // model.fc = ..., model = ..., prepare(model): another part, or a function that may thaw.
    private static bool Changes(OutlineLine line, string model) =>
        line.Text.StartsWith(model + ".", StringComparison.Ordinal) && line.Text.IndexOf('=') > 0
        || line.Text.StartsWith(model + "=", StringComparison.Ordinal)
            && !line.Text.StartsWith(model + "=" + model + ".", StringComparison.Ordinal)
            && !line.Text.StartsWith(model + "=nn.DataParallel(", StringComparison.Ordinal)
        || Regex.IsMatch(line.Text, @"(?<!DataParallel)[(,]" + Regex.Escape(model) + @"(?:\.\w+)*[),]")
        || line.Word is "for" && line.Text.IndexOf(model + ".", StringComparison.Ordinal) >= 0;

    // optimizer=Adam(model.parameters()), then model.fc=nn.Linear(...), and no other optimizer.
    private static void ObserveLateHead(TrainingProgram program, BuiltOptimizer built, OutlineLine[] beside)
    {
        var late = beside.FirstOrDefault(line => line.Index > built.Line.Index && ReferenceEquals(line.Parent, built.Line.Parent)
            && Head.Match(line.Text) is { Success: true } head && head.Groups["model"].Value == built.Trained);
        if (late is not null && program.Optimizers.Count(other => other.Name == built.Name) == 1
            && !program.Outline.Mentions("add_param_group")
            && program.Steps.Any(step => step.Name == built.Name && step.Line.Index > late.Index
                || !ReferenceEquals(step.Line.Function, late.Function))
            && !beside.Any(line => line.Index > built.Line.Index && line.Index < late.Index
                && program.Steps.Any(step => ReferenceEquals(step.Line, line))))
        {
            program.Note("another-model-optimized", late, "The new layer is put in after " + built.Name
                + " was built, which still holds the "
                + "parameters of the old one: the new layer keeps its random start; build the optimizer afterwards.");
        }
    }
}
