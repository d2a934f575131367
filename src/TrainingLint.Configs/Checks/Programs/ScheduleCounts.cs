using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// What a schedule is counted in, by the names of its length, against the loop that steps it; and a metric handed to a schedule that
/// takes it for the number of the epoch (<c>torch/optim/lr_scheduler.py</c>, step(epoch=None)).
/// </summary>
internal static class ScheduleCounts
{
    private static readonly Regex Metric = TrainingProgram.Pattern(
        @"(?:^|[_.])(?:loss(?:es)?|acc|accuracy|auc|f1|miou|iou|dice|score|mae|mse|rmse|bleu)(?:_\w+)?(?:\.item\(\))?$",
            RegexOptions.IgnoreCase);

    private static readonly Regex Builds = TrainingProgram.Pattern(@"(?:^|\.)(?<class>StepLR|MultiStepLR|ExponentialLR|CosineAnnealingLR"
        + @"|LambdaLR"
        + @"|CosineAnnealingWarmRestarts|LinearLR|PolynomialLR|MultiplicativeLR|OneCycleLR|CyclicLR)\(");

    private static readonly Regex Epochs = TrainingProgram.Pattern(@"^(?:int\()?(?:\w+\.)*(?:n_|num_|max_|total_|nb_)?epochs?\)?$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Batches = TrainingProgram.Pattern(@"load|batch|\bdl\b|_dl\b|enumerate", RegexOptions.IgnoreCase);

    private static readonly Regex TotalBatches = TrainingProgram.Pattern(@"len\([\w.]*(?:loader|_dl|dl|dataloader|batches|iter)\w*\)\*"
        + @"|\*len\(", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.IsOfTorch() || !program.Outline.Mentions(".step("))
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => line.Text.Has(".step(") && ProgramText.Call(line.Text) is not null))
        {
            var call = ProgramText.Call(line.Text)!.Value;
            if (call.Name.EndsWith(".step", StringComparison.Ordinal)
                && Built(program, line, call.Name.Substring(0, call.Name.Length - 5)) is { } made)
            {
                if (Metric.IsMatch(call.Arguments) && made.Class != "OneCycleLR")
                {
                    program.NoteUnfit(program.Outline.PlaceOf(line), "step", call.Arguments + " for " + made.Class, "step() alone, or "
                        + "ReduceLROnPlateau",
                        "it is taken for the number of the epoch, so the rate follows the metric and not the course of the training");
                    return;
                }

                ObserveLength(program, line, made.Class, made.Line);
            }
        }
    }

    // The class of a schedule that has this name, where all that it may be are schedules without a metric.
    private static (string Class, OutlineLine Line)? Built(TrainingProgram program, OutlineLine at, string name)
    {
        var all = program.Names.All(at, name).Where(value => value.Text != "None").ToArray();
        return all.Length > 0 && Array.TrueForAll(all, value => Builds.IsMatch(value.Text) && ProgramText.Call(value.Text) is not null)
            && !at.UpTo(at.Function).Any(header => header.Word == "if" && header.Text.HasAny("Plateau", "isinstance"))
            ? (Builds.Match(all[0].Text).Groups["class"].Value, all[0].Line) : null;
    }

    // CosineAnnealingLR(optimizer, T_max=args.epochs), stepped for every batch, in an inner loop over batches.
    private static void ObserveLength(TrainingProgram program, OutlineLine step, string type, OutlineLine made)
    {
        var open = made.Text.IndexOf('(', made.Text.IndexOf(type, StringComparison.Ordinal));
        var close = ProgramText.EndOf(made.Text, open);
        var given = close < 0 ? null : type switch
        {
            "CosineAnnealingLR" => ProgramText.Argument(made.Text.Substring(open + 1, close - open - 1), "T_max", 1),
            "PolynomialLR" or "LinearLR" => ProgramText.Argument(made.Text.Substring(open + 1, close - open - 1), "total_iters",
                type == "LinearLR" ? 3 : 1),
            _ => null,
        };
        var loops = step.Loops.ToArray();
        if (given is null || made.Text.Has("else ") || !ReferenceEquals(made.Function, step.Function))
        {
            return;
        }

        if (Epochs.IsMatch(given) && loops.Length == 2 && ReferenceEquals(step.Parent, loops[0]) && Batches.IsMatch(loops[0].Text)
            && Regex.IsMatch(loops[1].Text, @"\b" + given.Substring(given.LastIndexOf('.') + 1).TrimEnd(')') + @"\b")
            && !program.Names.All(step, given).Any(value => TotalBatches.IsMatch(value.Text)))
        {
            program.Note("schedule-counts-epochs", step, "The schedule is as long as the number of epochs and is stepped for every "
                + "batch, so it is over "
                + "after as many batches; step it once an epoch, or count " + given + " * len(loader).");
        }
        else if (TotalBatches.IsMatch(given) && loops.Length == 1 && EpochSamplers.Epochs.IsMatch(loops[0].Text)
            && program.Within(loops[0]).Any(line => line.IsLoop() && Batches.IsMatch(line.Text)))
        {
            program.Note("schedule-counts-epochs", step, "The schedule is as long as all batches of the run and is stepped once an "
                + "epoch, so the rate "
                + "hardly leaves its start; step it for every batch.");
        }
    }
}
