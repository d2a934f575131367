using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// A schedule of a Lightning module that counts steps by the names of its own arguments, returned without <c>"interval": "step"</c>:
/// Lightning then steps it once an epoch (<c>lightning/pytorch/core/optimizer.py</c>, _get_default_scheduler_config).
/// </summary>
internal static class LightningSteps
{
    private static readonly Regex Lambda = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)=(?:[\w.]+\.)?LambdaLR\([^,]{1,80},(?:lr_lambda=)?(?:lambda (?<counts>\w+)|(?<function>[\w.]+))");

    private static readonly Regex WithWarmup = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)=(?:[\w.]+\.)?get_\w+_schedule_with_warmup\((?<arguments>.*)\)$");

    private static readonly Regex Steps = TrainingProgram.Pattern(@"step|iter|batch", RegexOptions.IgnoreCase);

    private static readonly string[] ByHand =
        ["automatic_optimization", "lr_scheduler_step", "lr_schedulers()", "scheduler.step(", "sched.step("];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("def configure_optimizers") || program.Outline.Mentions(ByHand))
        {
            return;
        }

        foreach (var function in program.Lines.Where(line =>
            line.IsFunction && line.Text.StartsWith("def configure_optimizers(", StringComparison.Ordinal)))
        {
            var body = program.Lines.Where(line => line.IsIn(function)).ToArray();
            if (!Array.Exists(body, line => line.Text.IndexOf("interval", StringComparison.Ordinal) >= 0))
            {
                foreach (var line in body)
                {
                    if (CountsSteps(program, line) is { } name && IsReturned(body, name))
                    {
                        program.NoteUnfit(program.Outline.PlaceOf(line), "lr_scheduler",
                            "a schedule that counts steps, returned without an "
                            + "interval", "{\"scheduler\": " + name + ", \"interval\": \"step\"}",
                            "Lightning steps it once an epoch, so it takes as many epochs as it should take steps");
                    }
                }
            }
        }
    }

    // Lengths that are computed from the batches of an epoch are told elsewhere.
    private static string? CountsSteps(TrainingProgram program, OutlineLine line)
    {
        if (WithWarmup.Match(line.Text) is { Success: true } warm)
        {
            return Steps.IsMatch(warm.Groups["arguments"].Value.Replace("num_warmup_steps=", "").Replace("num_training_steps=", ""))
                && warm.Groups["arguments"].Value.IndexOf("len(", StringComparison.Ordinal) < 0
                && warm.Groups["arguments"].Value.IndexOf("estimated_stepping_batches", StringComparison.Ordinal) < 0
                && warm.Groups["arguments"].Value.IndexOf("epoch", StringComparison.OrdinalIgnoreCase) < 0
                ? warm.Groups["name"].Value : null;
        }

        // lambda step: 0.95 ** step falls by epochs as well as any other number calls it.
        if (Lambda.Match(line.Text) is not { Success: true } lambda
            || (lambda.Groups["counts"].Length > 0
                && line.Text.IndexOf("**" + lambda.Groups["counts"].Value, StringComparison.Ordinal) >= 0))
        {
            return null;
        }

        var counts = lambda.Groups["counts"].Value;
        if (counts.Length == 0)
        {
            var called = lambda.Groups["function"].Value;
            var header = "def " + DottedName.Last(called) + "(";
            var definition = program.Lines.FirstOrDefault(other => other.Text.StartsWith(header, StringComparison.Ordinal));
            counts = definition?.Text.Substring(header.Length).Replace("self,", "").Split(',', ')', ':', '=')[0] ?? "";
        }

        return Steps.IsMatch(counts) ? lambda.Groups["name"].Value : null;
    }

    private static bool IsReturned(OutlineLine[] body, string name) => Array.Exists(body, line =>
        (line.Word == "return" || line.Text.IndexOf("scheduler", StringComparison.Ordinal) >= 0)
        && Regex.IsMatch(line.Text, @"[\[:,{(\s]" + Regex.Escape(name) + @"[\],})]|," + Regex.Escape(name) + "$"));
}
