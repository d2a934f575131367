using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Early stopping, and a schedule that waits for progress, that watch the training loss where the loop computes the validation loss beside
/// it: the training loss goes on falling while the model overfits.
/// </summary>
internal static class TrainingMetrics
{
    private static readonly Regex Watches = TrainingProgram.Pattern(
        @"(?<![\w.])(?<by>(?:self\.)?\w*(?:early_?stop|stopper)\w*|(?:self\.)?\w*(?:sched|plateau)\w*\.step)\((?<metric>\w*tr(?:ain|n)?(?:ing)?_\w*loss\w*)[,)]",
        RegexOptions.IgnoreCase);

    private static readonly string[] Others = ["val", "valid", "validation", "dev", "eval"];

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (line.IsFunction || Watches.Match(line.Text) is not { Success: true } match)
            {
                continue;
            }

            var metric = match.Groups["metric"].Value;
            var isStop = !match.Groups["by"].Value.EndsWith(".step", StringComparison.OrdinalIgnoreCase);
            if (Counterpart(program, metric) is { } other && (isStop || program.Outline.Mentions("ReduceLROnPlateau(")))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), match.Groups["by"].Value, metric, other + ", which the program computes as well",
                    isStop ? "the training loss falls while the model overfits, so the run never stops and the best model is the last one"
                        : "the training loss falls while the model overfits, so the rate is kept when validation has long stopped improving",
                    isStop ? Severity.Warning : Severity.Info);
            }
        }
    }

    // train_loss and valid_loss, assigned side by side.
    private static string? Counterpart(TrainingProgram program, string metric)
    {
        var rest = Regex.Replace(metric, @"tr(?:ain|n)?(?:ing)?_", "?_", RegexOptions.IgnoreCase);
        var names = Others.Select(other => rest.Replace("?_", other + "_")).ToArray();
        return names.FirstOrDefault(name => program.Lines.Any(line =>
            Regex.IsMatch(line.Text, @"^(?:[\w.]+,)*" + Regex.Escape(name) + @"(?:,[\w.]+)*[+]?=(?!=)")));
    }
}
