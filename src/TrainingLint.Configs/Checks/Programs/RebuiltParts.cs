using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>An optimizer that a function builds which is called once an epoch, and a schedule that starts anew in every epoch.</summary>
internal static class RebuiltParts
{
    private static readonly string[] Afresh = ["deepcopy", "fold", "client", "Client", "task", "restart", "reset", "fedavg", "federated"];

    private static readonly Regex Trained = TrainingProgram.Pattern(@"\((?:params=)?(?:list\()?(?<model>[\w.]+)\.parameters\(");

    public static void Observe(TrainingProgram program)
    {
        if (!program.IsOfTorch() || !program.Outline.Mentions("poch"))
        {
            return;
        }

        foreach (var round in program.Rounds.Where(round => EpochSamplers.Epochs.IsMatch(round.Loop.Text)))
        {
            foreach (var built in round.Own.Where(one => one.Act == TrainingAct.BuildOptimizer && one.IsCalled))
            {
                ObserveOptimizer(program, round, built);
            }

            foreach (var built in round.Own.Where(one => one.Act == TrainingAct.BuildSchedule))
            {
                ObserveSchedule(program, round, built);
            }
        }
    }

    private static void ObserveOptimizer(TrainingProgram program, TrainingRound round, TrainingEvent built)
    {
        var text = built.Line.Text;
        var isStateless = text.Has("SGD(") && !text.Has("momentum");
        if (isStateless || program.Outline.Mentions(Afresh) || Trained.Match(text) is not { Success: true } trained
            || !round.Events.Any(one => one.Act == TrainingAct.Step && one.Name == built.Name && one.Loops.Any()))
        {
            return;
        }

        // A model that the same function makes has nothing to remember.
        var first = trained.Groups["model"].Value.Split('.')[0];
        if (program.SameFunction(built.Line).Any(line => line.Index < built.Line.Index && line.Text.StartsAs(first + "="))
            || program.Within(round.Loop).Any(line => line.Text.StartsAs(first + "=") || line.Text.Has("," + first + "=")))
        {
            return;
        }

        program.Note("optimizer-recreated", built.Line, "This function is called once an epoch and builds the optimizer anew each time, "
            + "so its "
            + "momentum and moments start from nothing; build it once, before the loop over the epochs, and hand it in.");
    }

    // In the loop over epochs, over an optimizer that stands outside of it.
    private static void ObserveSchedule(TrainingProgram program, TrainingRound round, TrainingEvent built)
    {
        var open = built.Line.Text.IndexOf('(');
        var given = ProgramText.Split(built.Line.Text.Substring(open + 1)).FirstOrDefault() ?? "";
        given = given.StartsAs("optimizer=") ? given.Substring(10) : given;
        if (round.Events.Any(one => one.Act == TrainingAct.Schedule && one.Name == built.Name)
            && !round.Events.Any(one => one.Act == TrainingAct.BuildOptimizer)
            && !built.Line.Text.Has("last_epoch") && !program.Within(round.Loop).Any(line => line.Text.StartsAs(given + "="))
            && !program.Within(round.Loop).Any(line => line.IsLoop() && round.Events.Any(one => one.Act == TrainingAct.Schedule
                && one.Name == built.Name && one.Loops.Contains(line))))
        {
            program.Note("step-order", built.Line, "The scheduler is built anew in every epoch, so it counts no further than its first "
                + "step and the "
                + "rate hardly moves; build it once, before the loop.");
        }
    }
}
