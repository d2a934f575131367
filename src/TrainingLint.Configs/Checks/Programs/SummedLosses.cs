using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Losses that are added up for a log with the graphs that they came from (PyTorch's FAQ, "Don't accumulate history across your training
/// loop").
/// </summary>
internal static class SummedLosses
{
    private static readonly Regex Added = TrainingProgram.Pattern(
        @"^(?<sum>[A-Za-z_]\w*)(?:\+=|=\k<sum>\+)(?<loss>\w*loss\w*)(?:[*/](?:[\w.]+|len\([\w.]+\)|[\w.]+\.size\(0\)))?$",
            RegexOptions.IgnoreCase);

    private static readonly Regex Backward = TrainingProgram.Pattern(
        @"^(?:[\w.]+\.(?:scale|backward)\()?(?<loss>\w+)\)?(?:\.backward\(\))?$");

    private static readonly string[] Plain = [".item(", ".detach(", "float(", ".data", "numpy", ".tolist", ".cpu("];

    public static void Observe(TrainingProgram program)
    {
        if (program.Steps.Count == 0 || program.Outline.Mentions("retain_graph", "create_graph", "no_grad():\n    def", "tensorflow"))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Added.Match(line.Text) is { Success: true } added && line.Loops.FirstOrDefault() is { } loop
                && IsOfRun(program, line, loop, added.Groups["sum"].Value)
                && IsFollowed(program, line, loop, added.Groups["loss"].Value))
            {
                program.Note("graph-kept", line, "'" + added.Groups["sum"].Value + "' adds up losses with their graphs, which stay in "
                    + "memory as long as the sum does; add " + added.Groups["loss"].Value + ".item().", Core.Findings.Severity.Info);
                return;
            }
        }
    }

    // The sum starts before the loop as a plain number, and nothing starts it again or follows it back.
    private static bool IsOfRun(TrainingProgram program, OutlineLine line, OutlineLine loop, string sum) =>
        program.Names.All(line, sum).Where(value => value.Text.Length > 0 && !ReferenceEquals(value.Line,
            line)).ToArray() is { Length: > 0 } values
        && Array.TrueForAll(values, value => value.Text is "0" or "0." or "0.0" && !value.Line.IsIn(loop))
        && !program.Outline.Mentions(sum + ".backward", "scale(" + sum, "backward(" + sum)
        && !line.Around.Any(header => header.Text.IndexOf("no_grad", StringComparison.Ordinal) >= 0);

    // What is added has been followed back in the same loop, or is a term of what has, and is a tensor wherever it is given.
    private static bool IsFollowed(TrainingProgram program, OutlineLine line, OutlineLine loop, string loss)
    {
        var given = program.Names.All(line, loss);
        if (given.Count == 0 || given.Any(value => value.Position >= 0 || value.IsEach || Array.Exists(Plain, plain =>
            value.Text.IndexOf(plain, StringComparison.Ordinal) >= 0))
            || !given.Any(value => value.Line.IsIn(loop) && value.Text.IndexOf('(') > 0))
        {
            return false;
        }

        var back = program.Lines.Where(other => other.IsIn(loop) && other.Index < line.Index && ReferenceEquals(other.Parent, line.Parent)
            && other.Text.IndexOf("backward(", StringComparison.Ordinal) >= 0).Select(other => Backward.Match(other.Text))
            .Where(match => match.Success).Select(match => match.Groups["loss"].Value).ToArray();
        return back.Contains(loss) || back.Any(whole => program.Names.All(line, whole) is { Count: 1 } made
            && made[0].Line.IsIn(loop) && ProgramText.Split(made[0].Text, '+').Contains(loss));
    }
}
