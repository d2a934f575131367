using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Where an optimizer is built: inside the loop over epochs, so that it forgets its moments, or before its model moves.</summary>
internal static class OptimizerPlaces
{
    private static readonly Regex Epochs = TrainingProgram.Pattern(
        @"^for (?:\w*epochs?\w*|ep|e)\b|\brange\((?:[\w.]+,)?[\w.]*epochs?(?:\+1)?\)", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        foreach (var optimizer in program.Optimizers)
        {
            ObserveRebuilt(program, optimizer);
            ObserveMoved(program, optimizer);
        }
    }

    private static void ObserveRebuilt(TrainingProgram program, BuiltOptimizer optimizer)
    {
        var made = optimizer.Line;
        var parts = optimizer.Trained.Split('[')[0].Split('.');
        var owners = Enumerable.Range(1, parts.Length).Select(count => string.Join(".", parts.Take(count))).ToArray();
        if (made.Parent is not { Word: "for" } loop || !Epochs.IsMatch(loop.Text)
            || !program.Steps.Any(step => step.Name == optimizer.Name && step.Line.IsIn(loop) && step.Line.Index > made.Index)
            || !program.Lines.Any(line => line.IsIn(loop) && line.Text.IndexOf(".backward(", StringComparison.Ordinal) >= 0)
            || program.Lines.Any(line => line.IsIn(loop)
                && Array.Exists(owners, owner => Assigns(line, owner) || StartsAfresh(line, owner)))
            || IsWithoutState(optimizer))
        {
            return;
        }

        program.Note("optimizer-recreated", made, "The optimizer is built anew in every epoch, so its momentum and moments start from "
            + "nothing each time; build it once, before the loop.");
    }

    // torch/nn/modules/module.py keeps the parameters themselves when a module moves, so that most optimizers do not notice.
    private static void ObserveMoved(TrainingProgram program, BuiltOptimizer optimizer)
    {
        var made = optimizer.Line;
        var moved = program.Beside(made).FirstOrDefault(line => line.Index > made.Index
            && (line.Text == optimizer.Trained + ".cuda()" || line.Text == optimizer.Trained + "=" + optimizer.Trained + ".cuda()"
                || line.Text.StartsWith(optimizer.Trained + ".to(", StringComparison.Ordinal)
                || line.Text.StartsWith(optimizer.Trained + "=" + optimizer.Trained + ".to(", StringComparison.Ordinal)));
        if (moved is not null)
        {
            program.Note("model-moved-after-optimizer", moved, "The model moves after " + optimizer.Name + " was built over its "
                + "parameters; torch.optim asks for it to be moved first, because state that was made before stays where it was.",
                Severity.Info);
        }
    }

    // Weights of a server, of the start or of chance: what the round before has learned is gone as well.
    private static bool StartsAfresh(OutlineLine line, string name) =>
        line.Text.StartsWith(name + ".load_state_dict(", StringComparison.Ordinal)
        || line.Text.StartsWith(name + ".apply(", StringComparison.Ordinal)
        || (line.Text.IndexOf("reset", StringComparison.OrdinalIgnoreCase) >= 0
            && line.Text.IndexOf(name, StringComparison.Ordinal) >= 0);

    // Plain SGD remembers nothing.
    private static bool IsWithoutState(BuiltOptimizer optimizer) =>
        optimizer.Class == "SGD" && optimizer.Line.Text.IndexOf("momentum", StringComparison.Ordinal) < 0
            && optimizer.Line.Text.IndexOf(",**", StringComparison.Ordinal) < 0;

    private static bool Assigns(OutlineLine line, string name) =>
        line.Text.StartsWith(name + "=", StringComparison.Ordinal) && !line.Text.StartsWith(name + "==", StringComparison.Ordinal)
        || (line.Word == "for" && line.Text.StartsWith("for " + name + " in", StringComparison.Ordinal))
        || line.Text.IndexOf("," + name + "=", StringComparison.Ordinal) >= 0 && line.Text.IndexOf('(') < 0;
}
