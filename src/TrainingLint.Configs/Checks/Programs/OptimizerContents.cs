using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// What an optimizer holds, against what a loop computes with: a model that was built anew, layers thawed too late, modules that no
/// optimizer was given, and gradients of another network that are clipped before its step.
/// </summary>
internal static class OptimizerContents
{
    private static readonly Regex Filters = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)=(?:[\w.]+\.)?[A-Z]\w*\((?:params=)?(?:list\()?(?:filter\(lambda (?<p>\w+):\k<p>\.requires_grad,"
            + @"|[\[(]?(?<p>\w+) for \k<p> in [\w.]+\.parameters\(\)if \k<p>\.requires_grad)");

    private static readonly Regex Thaws = TrainingProgram.Pattern(@"\.requires_grad=True$|\.requires_grad_\((?:True)?\)$|\bunfreeze\w*\(");

    private static readonly Regex Clips = TrainingProgram.Pattern(@"clip_grad_(?:norm|value)_?\((?<model>[\w.]+)\.parameters\(");

    public static void Observe(TrainingProgram program)
    {
        if (!program.IsOfTorch() || !program.Outline.Mentions(".backward("))
        {
            return;
        }

        foreach (var built in program.Optimizers)
        {
            ObserveBuiltAnew(program, built);
        }

        ObserveLateThaw(program);
        ObserveForeignClip(program);
    }

    // optimizer = SGD(model.parameters()), then model = Net() again beside it.
    private static void ObserveBuiltAnew(TrainingProgram program, BuiltOptimizer built)
    {
        if (!ProgramText.IsPath(built.Trained) || program.Lines.Count(line => line.Text.StartsAs(built.Name + "=")) != 1)
        {
            return;
        }

        var anew = program.Beside(built.Line).FirstOrDefault(line => line.Index > built.Line.Index && line.Text.StartsAs(built.Trained
            + "=")
            && Regex.IsMatch(line.Text.Substring(built.Trained.Length + 1), @"^(?:\w+\.)*[A-Z]\w*\(")
            && !line.Text.HasAny("DataParallel(", "DDP(", "(" + built.Trained, "EMA", "Wrapper(", "." + "load", "Sharded"));
        if (anew is not null && program.Beside(built.Line).Any(line => line.Index < built.Line.Index && line.Text.StartsAs(built.Trained
            + "=")
            && ProgramText.Call(line.Text.Substring(built.Trained.Length + 1)) is { } first
            && anew.Text.StartsAs(built.Trained + "=" + first.Name + "("))
            && program.Steps.Any(step => step.Name == built.Name && (step.Line.Index > anew.Index || step.Line.Function is not null))
            && !program.Steps.Any(step => step.Name == built.Name && step.Line.Index < anew.Index && step.Line.Function is null))
        {
            program.Note("another-model-optimized", anew, "'" + built.Trained + "' is built again after " + built.Name + " took the "
                + "parameters of the "
                + "first one, so the model that runs is never trained; build the optimizer afterwards.");
        }
    }

    // Adam(filter(lambda p: p.requires_grad, ...)), then requires_grad=True for more of them.
    private static void ObserveLateThaw(TrainingProgram program)
    {
        var built = program.Lines.Where(line => line.Text.Has("requires_grad") && Filters.IsMatch(line.Text)).ToArray();
        if (built.Length != 1 || program.Outline.Mentions("add_param_group", "configure_optimizers", "trainer.fit"))
        {
            return;
        }

        var name = Filters.Match(built[0].Text).Groups["name"].Value;
        var late = program.Lines.FirstOrDefault(line => Thaws.IsMatch(line.Text) && !line.IsFunction && line.Index > built[0].Index
            && ReferenceEquals(line.Function, built[0].Function));
        var optimizers = program.Lines.Count(line => line.Text.StartsAs(name + "="));
        if (late is not null && optimizers == 1 && late.Loops.Any(loop => program.Rounds.Any(round => ReferenceEquals(round.Loop, loop)
            && round.Events.Any(one => one.Act is TrainingAct.Step or TrainingAct.Backward))) && !late.Text.Has("x.")
                && !late.Text.Has("input"))
        {
            program.Note("another-model-optimized", late, name + " was given the parameters that could be trained when it was built, so "
                + "those that are "
                + "thawed here get gradients and are never stepped; hand them over with " + name + ".add_param_group().");
        }
    }

    // critic_loss.backward(); clip(actor.parameters()); critic_optimizer.step()
    private static void ObserveForeignClip(TrainingProgram program)
    {
        foreach (var clip in program.Lines.Where(line => line.Text.Has("clip_grad_") && Clips.IsMatch(line.Text)))
        {
            var model = Clips.Match(clip.Text).Groups["model"].Value;
            var beside = program.Beside(clip).ToArray();
            var next = beside.FirstOrDefault(line => line.Index > clip.Index && line.Text.HasAny(".step(", ".backward("));
            var last = beside.LastOrDefault(line => line.Index < clip.Index && line.Text.HasAny(".step(", ".backward("));
            var step = program.Steps.FirstOrDefault(one => ReferenceEquals(one.Line, next));
            var held = program.Optimizers.Where(built => built.Name == step.Name).ToArray();
            if (next is not null && beside.Any(line => !ReferenceEquals(line, clip) && line.Index < next.Index
                && line.Index > (last?.Index ?? 0)
                && line.Text.Has("clip_grad")))
            {
                continue;
            }

            if (next is not null && last is not null && last.Text.Has(".backward(") && held is { Length: 1 } && held[0].Trained != model
                && !held[0].Trained.StartsAs(model) && !model.StartsAs(held[0].Trained) && !held[0].Line.Text.Has(model + ".parameters(")
                && program.Optimizers.Any(built => built.Trained == model && built.Name != step.Name))
            {
                program.Note("misplaced-clipping", clip, "The gradients of '" + model + "' are clipped before " + step.Name + ".step(), "
                    + "which follows those of '"
                    + held[0].Trained + "': these are not clipped at all; clip " + held[0].Trained + ".parameters().");
                return;
            }
        }
    }
}
