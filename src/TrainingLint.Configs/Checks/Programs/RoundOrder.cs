using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Where in the loops over epochs and batches gradients are cleared, computed and followed: a step too far out or in loses all batches
/// but one, or adds them all up.
/// </summary>
internal static class RoundOrder
{
    // Loops of which others are in charge, or whose gradients are taken apart.
    private static readonly string[] Engines = ["accelerat", "fabric", "deepspeed", "colossalai", "ignite", "horovod", "autograd.grad(",
        "register_hook", "closure", "PCGrad", "higher.", "learn2learn", "sam_", "SAM(", "first_step", "set_to_none=False)",
            "parameter_server"];

    private static readonly Regex Counts = TrainingProgram.Pattern(@"%|accum|sync_gradients", RegexOptions.IgnoreCase);

    private static readonly Regex Chooses = TrainingProgram.Pattern(@"^(?:if|elif)\b.*sched", RegexOptions.IgnoreCase);

    private static readonly Regex Data = TrainingProgram.Pattern(@"load|batch|data|\bdl\b|_dl\b|iter|enumerate|train|tqdm|sampl",
        RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.IsOfTorch() || !program.Outline.Mentions("backward(") || program.Outline.Mentions(Engines))
        {
            return;
        }

        foreach (var round in program.Rounds.Where(round => !round.MayDoMore))
        {
            ObserveClearedOutside(program, round);
            ObserveSteppedOutside(program, round);
            ObserveEarlyStep(program, round);
            ObserveClearedInside(program, round);
        }

        ObserveFollowedOutside(program);
        ObserveEither(program);
    }

    // for epoch: zero_grad(), for batch: backward(), step(): each step follows all batches before it as well.
    private static void ObserveClearedOutside(TrainingProgram program, TrainingRound round)
    {
        var inner = InnerLoop(round, TrainingAct.Step);
        var clears = round.Of(TrainingAct.Clear);
        if (inner is not null && clears.Length > 0 && Array.TrueForAll(clears, clear => !clear.Loops.Any() && clear.IsAlways)
            && round.Of(TrainingAct.Backward).All(back => back.Loops.Contains(inner)) && round.Of(TrainingAct.Backward).Length > 0
            && round.Of(TrainingAct.Step) is { Length: 1 } steps && !steps[0].IsGuarded && steps[0].Loops.First() == inner
            && Data.IsMatch(inner.Text) && Targets(program, clears[0].Name, steps[0].Name))
        {
            program.Note("missing-zero-grad", clears[0].Line, "The gradients are cleared once a round of the outer loop and "
                + steps[0].Name + ".step() is taken for every batch, so each step follows the gradients of all batches before it; clear "
                + "them in the loop over the batches.");
        }
    }

    // for epoch: for batch: zero_grad(), backward(); step(): the gradients of all batches but the last are cleared unfollowed.
    private static void ObserveSteppedOutside(TrainingProgram program, TrainingRound round)
    {
        var inner = InnerLoop(round, TrainingAct.Backward);
        var (clears, steps) = (round.Of(TrainingAct.Clear), round.Of(TrainingAct.Step));
        if (inner is not null && steps is { Length: 1 } && steps[0] is { IsAlways: true } step && !step.Loops.Any()
            && clears.Length == 1 && clears[0].Loops.FirstOrDefault() == inner && !clears[0].IsGuarded
            && round.Of(TrainingAct.Backward).All(back => back.Loops.FirstOrDefault() == inner && !back.IsGuarded)
            && step.Line.Index > inner.Index && Data.IsMatch(inner.Text) && Targets(program, clears[0].Name, step.Name))
        {
            program.Note("step-order", step.Line, step.Name + ".step() is taken once after the loop that clears and computes gradients for "
                + "every batch, so only the last batch is ever learned from; take the step in that loop.");
        }
    }

    // zero_grad(), step(), backward() in one round: the step finds nothing, and what backward() computes is cleared.
    private static void ObserveEarlyStep(TrainingProgram program, TrainingRound round)
    {
        var own = round.Own.Where(one => one.Act is TrainingAct.Clear or TrainingAct.Backward or TrainingAct.Step).ToArray();
        if (own.Length == 3 && own[0].Act == TrainingAct.Clear && own[1].Act == TrainingAct.Step && own[2].Act == TrainingAct.Backward
            && round.Of(TrainingAct.Step).Length == 1 && round.Of(TrainingAct.Clear).Length == 1
            && round.Of(TrainingAct.Backward).Length == 1 && Targets(program, own[0].Name, own[1].Name))
        {
            program.Note("step-order", own[1].Line, own[1].Name + ".step() stands between zero_grad() and backward(), so it finds no "
                + "gradients and those of backward() are cleared in the next round: nothing is trained; step after backward().");
        }
    }

    // zero_grad() for every part of a batch whose step is counted.
    private static void ObserveClearedInside(TrainingProgram program, TrainingRound round)
    {
        var (clears, steps) = (round.Of(TrainingAct.Clear), round.Of(TrainingAct.Step));
        var back = round.Of(TrainingAct.Backward);
        if (clears is { Length: 1 } && steps is { Length: 1 } && back is { Length: 1 } && clears[0].IsAlways && back[0].IsAlways
            && steps[0].Around.Any(header => header.Word == "if" && Counts.IsMatch(header.Text) && !header.Text.Has("scaler"))
            && !steps[0].Loops.Any() && Targets(program, clears[0].Name, steps[0].Name))
        {
            program.Note("step-order", clears[0].Line, "The gradients are cleared in every round and " + steps[0].Name + ".step() is taken "
                + "in some: what the rounds between compute is thrown away; clear them after the step, under the same condition.");
        }
    }

    // loss = criterion(model(x), y) in the loop, loss.backward() behind it.
    private static void ObserveFollowedOutside(TrainingProgram program)
    {
        foreach (var back in program.Lines.Where(line => line.Text.EndsWith(".backward()", StringComparison.Ordinal)))
        {
            var loss = back.Text.Substring(0, back.Text.Length - 11);
            var loop = !ProgramText.IsPath(loss) ? null : program.Beside(back).LastOrDefault(line => line.Index < back.Index
                && line.IsLoop());
            if (loop is null || !Data.IsMatch(loop.Text))
            {
                continue;
            }

            var inside = program.Within(loop).ToArray();
            var given = program.SameFunction(back).Where(line => line.Text.StartsAs(loss + "=") || line.Text.StartsAs(loss + "+=")
                || line.Text.StartsAs(loss + "*=") || line.Text.StartsAs(loss + "/=")).ToArray();
            if (given.Length == 1 && given[0].Text.StartsAs(loss + "=") && ReferenceEquals(given[0].Parent, loop)
                && given[0].Text.Has("(") && !given[0].Text.HasAny("sum(", "mean(", "stack(", "cat(")
                    && !ProgramText.HasWord(given[0].Text.Substring(loss.Length + 1), loss)
                && Array.Exists(inside, line => line.Text.Has(".zero_grad(")) && !Array.Exists(inside, line => line.Text.Has("backward("))
                && program.Beside(back).Any(line => line.Index > back.Index && line.Text.Has(".step(")))
            {
                program.Note("step-order", back, "backward() stands behind the loop that computes '" + loss + "' for every batch, so "
                    + "only the "
                    + "last batch is ever learned from; compute and follow its gradients in the loop.");
            }
        }
    }

    // if scheduler: scheduler.step(), else: optimizer.step()
    private static void ObserveEither(TrainingProgram program)
    {
        foreach (var (step, name) in program.Steps.Where(step => step.Line.Parent is { Word: "else" }))
        {
            var header = ConditionOf(program, step);
            if (header is not null && Chooses.IsMatch(header.Text) && program.Steps.Count(one => one.Name == name) == 1
                && program.Within(header).ToArray() is { Length: 1 } only && only[0].Text.Has(".step("))
            {
                program.Note("step-order", step, "With a scheduler only the scheduler is stepped and " + name + " never is, so no "
                    + "weight "
                    + "moves; take the optimizer's step in either case.");
            }
        }
    }

    // The condition whose else a line stands in.
    private static OutlineLine? ConditionOf(TrainingProgram program, OutlineLine line) => program.Beside(line.Parent!)
        .LastOrDefault(other => other.Index < line.Parent!.Index && other.Word is "if" or "elif");

    // The loop inside of a round in which something always happens; null where it does elsewhere too.
    private static OutlineLine? InnerLoop(TrainingRound round, TrainingAct act)
    {
        var events = round.Of(act);
        return events.Length > 0 && events[0].Loops.Count() == 1 && events[0].Loops.First() is var loop
            && Array.TrueForAll(events, one => one.Loops.Count() == 1 && one.Loops.First() == loop) ? loop : null;
    }

    // What is cleared is what is stepped, as far as can be told: the optimizer, its model, or all that there is.
    private static bool Targets(TrainingProgram program, string cleared, string stepped) => cleared == stepped || cleared.Length == 0
        || program.Steppers.Any(built => built.Name == stepped && built.Trained == cleared)
        || (program.Steppers.Count == 1 && !cleared.HasAny("opt"));
}
