using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Trainers that call what a program hands them: a schedule of epochs that Ignite steps after every iteration, and the criterion of
/// skorch's classifier
/// (<c>skorch/classifier.py</c>: with NLLLoss, its default, the logarithm of the output is taken; every other criterion gets the output as
/// it is).
/// </summary>
internal static class EngineHandlers
{
    private static readonly Regex Iterates = TrainingProgram.Pattern(@"^@\w+\.on\(Events\.ITERATION_COMPLETED\)$");

    private static readonly Regex Classifier = TrainingProgram.Pattern(@"(?<![\w.])(?:skorch\.)?NeuralNetClassifier\(");

    public static void Observe(TrainingProgram program)
    {
        if (program.Outline.Mentions("ignite"))
        {
            ObserveHandlers(program);
        }

        if (program.Outline.Mentions("skorch"))
        {
            ObserveClassifier(program);
        }
    }

    // StepLR(optimizer, step_size=30) under ITERATION_COMPLETED: no data set is 30 batches long where the rate is to fall by ten.
    private static void ObserveHandlers(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => Iterates.IsMatch(line.Text)))
        {
            var handler = program.Lines.Skip(line.Index + 1).FirstOrDefault();
            var step = handler is not { IsFunction: true } ? null : program.Within(handler).FirstOrDefault(one =>
                one.Text.EndsWith(".step()", StringComparison.Ordinal) && ReferenceEquals(one.Parent, handler));
            var made = step is null ? "" : program.Names.Of(step, step.Text.Substring(0, step.Text.Length - 7))?.Text ?? "";
            var call = ProgramText.Call(made);
            if (step is not null && call is { } built && built.Name.EndsWith("StepLR", StringComparison.Ordinal)
                && !built.Name.EndsWith("MultiStepLR", StringComparison.Ordinal)
                && int.TryParse(ProgramText.Argument(built.Arguments, "step_size", 1), NumberStyles.Integer, CultureInfo.InvariantCulture,
                    out var size) && size is > 0 and <= 100)
            {
                program.Note("schedule-counts-epochs", step, "The schedule falls every " + size + " steps and is stepped after every "
                    + "batch, so the rate is gone within the first epoch; attach it to Events.EPOCH_COMPLETED.");
                return;
            }
        }
    }

    private static void ObserveClassifier(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => line.Text.Has("NeuralNetClassifier(")))
        {
            foreach (var (_, arguments, _) in line.Text.Calls(Classifier))
            {
                var criterion = ProgramText.Argument(arguments, "criterion", 1);
                var module = ProgramText.Argument(arguments, "module", 0) ?? "";
                var owner = program.Names.Class(module.Split('(')[0]);
                var last = owner is null || program.Names.Method(owner, "forward") is not { } forward ? null : LayerEnds.Of(program,
                    forward, "self")?.Last;
                if (criterion is not null && criterion.EndsWith("CrossEntropyLoss", StringComparison.Ordinal) && last == "softmax")
                {
                    program.Note("loss-input-mismatch", line, LossInputs.MessageOf("CrossEntropyLoss", "softmax", "forward()")!);
                }
                else if (last == "linear" && (criterion is null || criterion.EndsWith("NLLLoss", StringComparison.Ordinal))
                    && !arguments.Has("*"))
                {
                    program.Note("loss-input-mismatch", line, "The classifier of skorch takes the logarithm of the output for NLLLoss, "
                        + "its default criterion, and forward() returns the numbers of a linear layer: their logarithm is NaN "
                        + "where they are negative; end in a soft-max, or give criterion=nn.CrossEntropyLoss.", Severity.Warning);
                }
            }
        }
    }
}
