using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// How a loop keeps its best model: a start that no value beats, a best value that is never written, a reference where a copy is meant
/// (PyTorch tutorial on saving: "best_model_state = model.state_dict() returns a reference to the state and not its copy"), a patience
/// that is
/// never started again.
/// </summary>
internal static class BestModels
{
    private static readonly Regex Compared = TrainingProgram.Pattern(@"^(?:el)?if (?<left>[A-Za-z_][\w.]*(?:\['\w+'\])?)(?<sign>>=?"
        + @"|<=?)(?<right>[A-Za-z_][\w.]*(?:\['\w+'\])?)(?: (?:and|or) .*)?:$");

    private static readonly Regex Falls = TrainingProgram.Pattern(@"loss|err\b|error|mae\b|mse|rmse|ppl|perplex|\bwer\b|\bcer\b",
        RegexOptions.IgnoreCase);

    private static readonly Regex Reference = TrainingProgram.Pattern(
        @"^(?<kept>(?:self\.)?\w*best\w*)=(?<model>[A-Za-z_][\w.]*?)\.state_dict\(\)$", RegexOptions.IgnoreCase);

    private static readonly Regex Alias = TrainingProgram.Pattern(@"^(?<kept>(?:self\.)?\w*best_?(?:model|net"
        + @"|network)\w*)=(?<model>(?:self\.)?(?:model|net|network))$", RegexOptions.IgnoreCase);

    private static readonly Regex Counts = TrainingProgram.Pattern(@"^(?<name>(?:self\.)?\w*(?:patience|wait|counter|no_improve\w*"
        + @"|bad_epochs|stale|not_improved|early_stop\w*|trigger\w*|es_count)\w*)(?:\+=1|=\k<name>\+1)$", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("best", "min_", "max_", "patience", "lowest", "highest"))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (line.Word is "if" or "elif" && Compared.Match(line.Text) is { Success: true } compared && line.Loops.Any())
            {
                ObserveStart(program, line, compared);
            }
            else if (line.Text.Has("best") || line.Text.Has("Best"))
            {
                ObserveKept(program, line);
            }

            if (line.Text.Has("1") && Counts.Match(line.Text) is { Success: true } counts)
            {
                ObservePatience(program, line, counts.Groups["name"].Value);
            }
        }
    }

    private static void ObserveStart(TrainingProgram program, OutlineLine line, Match compared)
    {
        var (left, sign, right) = (compared.Groups["left"].Value, compared.Groups["sign"].Value[0], compared.Groups["right"].Value);
        var isLeft = IsBest(left);
        if (isLeft == IsBest(right))
        {
            return;
        }

        // Whether a new value must be above the best one, or below.
        var (best, metric, wantsMore) = isLeft ? (left, right, sign == '<') : (right, left, sign == '>');
        var written = program.Names.All(line, best).Concat(program.Names.All(line, best.Split('[')[0])).Distinct().ToArray();
        var within = program.Within(line).ToArray();
        var keeps = Array.Exists(within, inside => inside.Text.HasAny("save", "state_dict", "deepcopy", "checkpoint"));
        if (within.Any(inside => inside.Text.StartsAs(best + "=")) && written.Length == 2 && written[0].Line.Index < line.Index
            && !written[0].Line.Loops.Any()
            && StartOf(written[0].Text) is { } start && IsUnbeaten(start, wantsMore, metric + " " + best) && !Regex.IsMatch(compared.Value,
                " or | and "))
        {
            program.Note("progress-misjudged", written[0].Line, "'" + best + "' starts at " + written[0].Text + " and is to be replaced "
                + "by what is " + (wantsMore ? "larger" : "smaller")
                + ", which no value ever is: no model is ever kept; start at " + (wantsMore ? "-inf" : "inf") + ".");
        }
        else if (keeps && written.Length == 1 && written[0].Line.Index < line.Index && StartOf(written[0].Text) is not null
            && !best.Has("[")
            && !written[0].Line.Loops.Any() && ReferenceEquals(written[0].Line.Function, line.Function)
                && !Regex.IsMatch(best, "patience|epochs?$|step|iter|size|len|num", RegexOptions.IgnoreCase)
            && best.IndexOf("best", StringComparison.OrdinalIgnoreCase) >= 0 && !within.Any(inside => ProgramText.HasWord(inside.Text,
                best) && inside.Text.HasAny(",", "global")
                && inside.Text.HasAny("(" + best, best + ")")) && !program.Lines.Any(other => other.Text == "global " + best
                    || other.Text == "nonlocal " + best))
        {
            program.Note("progress-misjudged", line, "'" + best + "' is compared and never written, so every value that beats its start "
                + "is kept as the best, better or not; write " + best + " = "
                + metric + " in this block.");
        }
    }

    private static bool IsBest(string name) => Regex.IsMatch(name, @"(?:^|[._])(?:best|min|max|lowest|highest)(?:_|$)|^best|Best",
        RegexOptions.None);

    private static double? StartOf(string text) => text.Replace("math.", "").Replace("numpy.", "np.") switch
    {
        "float('inf')" or "np.inf" or "np.Inf" or "inf" or "float('Inf')" or "torch.inf" or "float('infinity')" => double.PositiveInfinity,
        "-float('inf')" or "-np.inf" or "-np.Inf" or "float('-inf')" or "-inf" or "float('-Inf')" or "-torch.inf" =>
            double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    // Nothing is above infinity; no loss is below 0.
    private static bool IsUnbeaten(double start, bool wantsMore, string names) => wantsMore ? double.IsPositiveInfinity(start)
        : double.IsNegativeInfinity(start) || (start == 0 && Falls.IsMatch(names) && !names.HasAny("elbo", "nll", "log", "energy",
            "policy"));

    private static void ObserveKept(TrainingProgram program, OutlineLine line)
    {
        if (!line.UpTo(line.Function).Any(header => header.Word is "if" or "elif"))
        {
            return;
        }

        var reference = Reference.Match(line.Text);
        var match = reference.Success ? reference : Alias.Match(line.Text);
        var (kept, model) = (match.Groups["kept"].Value, match.Groups["model"].Value);
        if (!match.Success || kept.StartsAs(model) || !line.Loops.Any() && !line.Text.StartsAs("self."))
        {
            return;
        }

        // It is used after further rounds: loaded, returned, or saved when the loop is over.
        var loop = line.Loops.LastOrDefault();
        var uses = program.Lines.Where(other => !ReferenceEquals(other, line) && ProgramText.HasWord(other.Text, kept)
            && !other.Text.StartsAs(kept + "=")).ToArray();
        var isUsedLater = uses.Any(other => (loop is null || !other.IsIn(loop)) && (other.Word == "return"
            || other.Text.HasAny("load_state_dict(" + kept, "save(" + kept, kept + "(", kept + ".eval", kept + ".state_dict", kept
            + ".load")
            || other.Text.Has("(" + kept) || other.Text.Has("," + kept)));
        if (isUsedLater && !uses.Any(other => other.IsIn(line.Parent!) && other.Text.HasAny("deepcopy", "clone", ".cpu("))
            && program.Names.All(line, kept).All(value => !value.Text.Has("copy")
            || value.Line.Index < line.Index) && !uses.Any(other => loop is not null && other.IsIn(loop) && other.Index > line.Index
                && other.Text.Has("save(")))
        {
            program.Note("progress-misjudged", line, "'" + kept + "' is " + (reference.Success ? "a reference to the weights of"
                : "another name for") + " '" + model + "', which the training goes on changing, so the last model is "
                + "what is kept; write copy.deepcopy(" + line.Text.Substring(kept.Length + 1) + ").");
        }
    }

    // else: wait += 1; if wait >= patience: break, and no wait = 0 where the model has improved.
    private static void ObservePatience(TrainingProgram program, OutlineLine line, string name)
    {
        var loop = line.Loops.LastOrDefault();
        if (loop is null || line.Parent is not { Word: "else" or "elif" or "if" } block || name.StartsAs("self."))
        {
            return;
        }

        var body = program.Within(loop).ToArray();
        var ends = body.FirstOrDefault(other => other.Word == "if" && Regex.IsMatch(other.Text, @"(?<![\w.])" + Regex.Escape(name)
            + @"(?:>=?|==)") && program.Within(other).Any(inside => inside.Word is "break" or "return"
            || inside.Text.HasAny("stop=True", "exit(")));
        if (ends is not null && !body.Any(other => !ReferenceEquals(other, line) && (other.Text.StartsAs(name + "=")
            || other.Text.StartsAs(name + "-=") || other.Text.Has("," + name + "=")))
            && body.Any(other => other.Word is "if" or "elif" && Compared.Match(other.Text) is { Success: true } compared
                && (IsBest(compared.Groups["left"].Value) || IsBest(compared.Groups["right"].Value)))
            && ReferenceEquals(line.Function, loop.Function) && !body.Any(other => other.IsFunction) && !block.Text.Has("nan"))
        {
            program.Note("progress-misjudged", line, "'" + name + "' counts the rounds without progress and is not set back to 0 by "
                + "progress, so the training stops after so many bad rounds in all; write " + name + " = 0 where the best value is "
                + "replaced.");
        }
    }
}
