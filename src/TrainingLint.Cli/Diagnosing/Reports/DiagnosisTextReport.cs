using System;
using System.Linq;
using TrainingLint.Cli.Diagnosing.Checks;
using TrainingLint.Cli.Diagnosing.Logs;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Diagnosing.Reports;

/// <summary>Writes a diagnosis for people.</summary>
internal static class DiagnosisTextReport
{
    private const int LabelWidth = 11;

    public static void Write(DiagnosisAnswer answer, TerminalIo io)
    {
        var ansi = new Ansi(io.UseColor);
        void Line(string label, string text) => io.Say($"{ansi.Bold(label.PadRight(LabelWidth))}{text}");

        var (run, diagnosis) = (answer.Run, answer.Diagnosis);
        io.Say($"{ansi.Bold(answer.Sentence)}");
        Line("log", Describe(run.Log));
        Line("read", Names(run));
        if (answer.Config is { } config)
        {
            Line("config", $"{config} {run.Recipe!.Name}, read as {run.Recipe.Dialect}");
        }

        foreach (var finding in diagnosis.Findings)
        {
            var label = (finding.IsRisk ? "risk" : "note").PadRight(LabelWidth);
            io.Say($"{(finding.IsRisk ? ansi.Caret(label) : ansi.Bold(label))}{finding.Message} ({finding.Cause})");
            if (finding.Setting is { Place: { } place } setting)
            {
                Line("", FormattableString.Invariant($"{place.File}:{place.Line}: {setting.Key}{Value(setting)}"));
            }

            if (finding.At is { } at)
            {
                Line("", run.Log.Where(at.Place));
            }

            Line("", finding.Advice);
        }

        foreach (var part in diagnosis.Unchecked)
        {
            Line("unchecked", part.Check + ": " + part.Reason);
        }
    }

    private static string Value(Setting setting) => setting.Text is { Length: > 0 and < 60 } text ? " is " + text : "";

    private static string Describe(RunLog log)
    {
        var (first, last) = log.Range;
        var unit = log.Unit switch { LogUnit.Steps => "steps", LogUnit.Epochs => "epochs", _ => "entries" };
        var planned = log.PlannedSteps is { } steps ? $" of {Text.Of(steps)}" : "";
        var more = log.Files.Count > 1 ? FormattableString.Invariant($" and {log.Files.Count - 1} more") : "";
        return $"{log.Files[0]}{more}, {unit} {Text.Of(first)} to {Text.Of(last)}{planned}";
    }

    private static string Names(LoggedRun run)
    {
        var read = new (string What, LogSeries? Series)[]
        {
            ("learning rate", run.Rates.Count > 0 ? run.Rates[0] : null), ("loss", run.Loss), ("gradient norm", run.GradientNorm), ("held-out loss", run.HeldOutLoss),
        };
        var names = read.Where(pair => pair.Series is not null)
            .Select(pair => FormattableString.Invariant($"{pair.What} from '{pair.Series!.Name}' ({pair.Series.Points.Count})"));
        return string.Join(", ", names) is { Length: > 0 } text ? text : "nothing that a check knows";
    }
}
