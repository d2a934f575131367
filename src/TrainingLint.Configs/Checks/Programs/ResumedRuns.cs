using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A run that goes on from a checkpoint with its weights and epoch, but not with the state of optimizer and schedule.</summary>
internal static class ResumedRuns
{
    private static readonly Regex Loaded = TrainingProgram.Pattern(@"^(?<name>\w+)=torch\.load\(");

    private static readonly Regex Starts = TrainingProgram.Pattern(
        @"^(?:self\.|args\.)?(?:start_?(?:epoch|iter|step)\w*|(?:epoch|iter|step)s?_?start|begin_epoch)=(?<from>\w+)\[");

    private static readonly Regex Scheduler = TrainingProgram.Pattern(@"^(?<name>[\w.]+)=(?:[\w.]+\.)?\w*LR\((?<arguments>.*)\)$");

    private static readonly Regex Elsewhere = TrainingProgram.Pattern(@"optim\w*\.load_state_dict|load_optim|\bresume\w*\("
        + @"|load_checkpoint\(|"
        + @"optim\w*_state|restore\w*\(", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        foreach (var loaded in program.Lines.Select(line => Loaded.Match(line.Text)).Where(match => match.Success)
            .Select(match => match.Groups["name"].Value).Distinct().ToArray())
        {
            var start = program.Lines.FirstOrDefault(line => Starts.Match(line.Text) is { Success: true } match
                && match.Groups["from"].Value == loaded);
            var weights = program.Lines.FirstOrDefault(line =>
                line.Text.IndexOf(".load_state_dict(" + loaded + "[", StringComparison.Ordinal) > 0);
            if (start is not null && weights is not null && IsCountedFrom(program, start)
                && program.Steps.Count > 0 && !Elsewhere.IsMatch(program.Outline.Text)
                && !program.Lines.Any(line => line.Parent is { Word: "for" }
                    && line.Text.IndexOf(".load_state_dict(" + loaded + "[", StringComparison.Ordinal) > 0)
                && !program.Lines.Any(line => program.Optimizers.Any(built =>
                    line.Text.StartsWith(built.Name + ".load_state_dict(", StringComparison.Ordinal))))
            {
                program.Note("resumed-without-optimizer-state", weights, "The run goes on at the epoch of the checkpoint with its weights "
                    + "alone: momentum and moments start from nothing and the rate is the one of the first epoch; save the optimizer's "
                    + "state_dict() and load it too.");
            }
        }

        ObserveLateEpoch(program);
    }

    // An epoch that is only reported belongs to weights that a new run starts from.
    private static bool IsCountedFrom(TrainingProgram program, OutlineLine start)
    {
        var name = start.Text.Substring(0, start.Text.IndexOf('='));
        return program.Lines.Any(line => (line.Word is "for" or "while"
                || line.Text.IndexOf("range(", StringComparison.Ordinal) >= 0)
            && line.Text.IndexOf(DottedName.Last(name), StringComparison.Ordinal) >= 0);
    }

    // The constructor has already set the rate of epoch 0, and the attribute is looked at only in the next step().
    private static void ObserveLateEpoch(TrainingProgram program)
    {
        foreach (var built in program.Lines)
        {
            if (Scheduler.Match(built.Text) is { Success: true } match && match.Groups["name"].Value is var name
                && match.Groups["arguments"].Value.IndexOf("last_epoch", StringComparison.Ordinal) < 0
                && program.Beside(built).FirstOrDefault(line => line.Index > built.Index
                    && line.Text.StartsWith(name + ".last_epoch=", StringComparison.Ordinal)) is { } late)
            {
                program.Note("fresh-scheduler-resumed", late, "last_epoch is set after the scheduler was built, which has put the rate of "
                    + "the first epoch in place: the first resumed epoch runs at it; pass last_epoch to the constructor, or load the "
                    + "scheduler's state_dict().", Severity.Info);
            }
        }
    }
}
