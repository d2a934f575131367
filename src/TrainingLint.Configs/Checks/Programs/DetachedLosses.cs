using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A part of a loss that is cut off from the graph and then added to the rest: its gradient is zero, whatever its weight.</summary>
internal static class DetachedLosses
{
    private static readonly Regex Detached = TrainingProgram.Pattern(
        @"^(?<name>\w*loss\w*)=(?<value>.+)\.(?:detach|item)\(\)$", RegexOptions.IgnoreCase);

    private static readonly Regex Sum = TrainingProgram.Pattern(@"^(?<name>\w*loss\w*)(?<sign>\+?=)(?<value>[^=].*)$", RegexOptions.IgnoreCase);

    // What a weight is called: a number, a setting, or a name of its own.
    private static readonly Regex Weight = TrainingProgram.Pattern(
        @"^(?:[\d.e-]+|(?:self\.)?(?:args?|opts?|cfg|config|hparams|params|hp)[\w.\[\]'""]*|\w*(?:lambda|weight|coef|alpha|beta|gamma|scale|ratio)\w*"
        + @"|self\.\w*(?:lambda|weight|coef|alpha|beta|gamma|scale|ratio)\w*)$", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        foreach (var cut in program.Lines)
        {
            if (Detached.Match(cut.Text) is not { Success: true } match || match.Groups["name"].Value is not { Length: > 0 } name)
            {
                continue;
            }

            var after = program.Beside(cut).Where(line => line.Index > cut.Index)
                .TakeWhile(line => !line.Text.StartsWith(name + "=", StringComparison.Ordinal)).ToArray();
            var sum = Array.Find(after, line => Sum.Match(line.Text) is { Success: true } added && Holds(added.Groups["value"].Value, name)
                && (added.Groups["sign"].Value == "+=" || Terms(added.Groups["value"].Value).Length > 1));
            if (sum is not null && Sum.Match(sum.Text).Groups["name"].Value is var whole
                && Array.Exists(after, line => line.Index > sum.Index && IsBackward(line, whole)))
            {
                program.Note("loss-without-graph", cut, name + " is cut off from the model and then added to " + whole + ", of which "
                    + "backward() is called: this part has no gradient and trains nothing; add it as it is and detach a copy for the log.");
            }
        }
    }

    private static bool IsBackward(OutlineLine line, string whole) =>
        Regex.IsMatch(line.Text, @"(?<![\w.])" + Regex.Escape(whole) + @"\)?(?:/[\w.]+\)?)?\.backward\(");

    private static bool Holds(string sum, string name) => Array.Exists(Terms(sum), term =>
        term.Split('*') is var factors && Array.IndexOf(factors, name) >= 0 && factors.All(factor => factor == name || Weight.IsMatch(factor)));

    // Only sums without brackets; what stands in them may be anything.
    private static string[] Terms(string sum) => sum.IndexOf('(') >= 0 || sum.IndexOf('-') >= 0 ? [] : sum.Split('+');
}
