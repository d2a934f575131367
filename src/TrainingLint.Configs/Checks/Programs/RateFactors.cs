using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Rates that a program computes by itself: a share of each layer that is multiplied in at every step, where once is meant, and a decay
/// to a negative power.
/// </summary>
internal static class RateFactors
{
    private static readonly Regex Multiplied = TrainingProgram.Pattern(@"^(?<group>\w+)\['lr'\]\*=(?<factor>.*\[.+\])$");

    private static readonly Regex Inner = TrainingProgram.Pattern(@"^(?:return |\w+=)?self\.\w*opt\w*\.step\(");

    private static readonly Regex Power = TrainingProgram.Pattern(
        @"^(?:\w*lr\w*|\w+\['lr'\])=[\w.]+\*\(?(?<base>[A-Za-z_][\w.]*|0?\.\d+)\*\*\(?-(?<power>\(?[^*/]*(?:epoch|step|iter)[^*]*)$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Default = TrainingProgram.Pattern(@"[(,]default=(?<value>[\d.e-]+)[,)]");

    public static void Observe(TrainingProgram program)
    {
        ObserveLayers(program);
        foreach (var line in program.Lines)
        {
            if (Power.Match(line.Text) is { Success: true } power && IsShare(program, line, power.Groups["base"].Value))
            {
                program.Note("rate-grows", line, power.Groups["base"].Value + " is below 1 and its power is negative, so the rate grows "
                    + "where it is meant to fall; take the minus away.");
                return;
            }
        }
    }

    // def step(self): for group in ...: group['lr'] *= group['lr_scale'], and nothing that sets the rate anew.
    private static void ObserveLayers(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (Multiplied.Match(line.Text) is { Success: true } && line.Parent is { Word: "for" } groups
                && groups.Text.IndexOf("param_groups", StringComparison.Ordinal) > 0 && line.Function is { } step
                && ReferenceEquals(groups.Parent, step) && ProgramNames.NameOf(step) == "step" && step.Parent is { Word: "class" } owner
                && program.Lines.Any(other => ReferenceEquals(other.Function, step) && Inner.IsMatch(other.Text))
                && program.Lines.Count(other => other.IsIn(owner) && other.Text.IndexOf("['lr']", StringComparison.Ordinal) >= 0) == 1)
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), "lr", line.Text + " at every step", "once, when the groups are made",
                    "the factors multiply up from step to step and the rates of the lower layers go to 0");
                return;
            }
        }
    }

    private static bool IsShare(TrainingProgram program, OutlineLine line, string name)
    {
        var value = char.IsDigit(name[0]) || name[0] == '.' ? name : program.Names.Of(line, name)?.Text ?? Declared(program, name);
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1;
    }

    // parser.add_argument('--gamma', type=float, default=0.1), where it is the only one.
    private static string? Declared(TrainingProgram program, string name)
    {
        var flag = DottedName.Last(name);
        var found = program.Lines.Where(line => line.Text.IndexOf(".add_argument('--" + flag + "'", StringComparison.Ordinal) > 0
            || line.Text.IndexOf(",'--" + flag + "'", StringComparison.Ordinal) > 0).ToArray();
        return found.Length == 1 && name.IndexOf('.') > 0 && Default.Match(found[0].Text) is { Success: true } given
            ? given.Groups["value"].Value : null;
    }
}
