using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// The divergence of a variational autoencoder, -0.5 * sum(1 + logvar - mu^2 - exp(logvar)), added with the other sign; and a deviation
/// that is drawn as if it were the variance (Kingma and Welling 2014, appendix B).
/// </summary>
internal static class Likelihoods
{
    private const string Term = @"\(1(?:\.0?)?\+(?<log>(?:\w+\.)*\w*(?:log_?var|log_?sigma_?\w*|lv)\w*)-";

    private static readonly Regex Positive = TrainingProgram.Pattern(
        @"(?:^|=|[+,(]|return )(?:0?\.5\*)(?:torch|K|tf|jnp|np)\.(?:sum|mean|reduce_sum|reduce_mean)\(?" + Term);

    private static readonly Regex Deviation = TrainingProgram.Pattern(
        @"^(?<std>\w*(?:std|sigma)\w*)=(?:torch\.exp\((?<log>\w*log_?var\w*)\)|(?<log>\w*log_?var\w*)\.exp(?:_)?\(\))$",
            RegexOptions.IgnoreCase);

    private static readonly Regex Variance = TrainingProgram.Pattern(@"1(?:\.0?)?\+(?<log>(?:\w+\.)*\w*log_?var\w*)-.*(?:exp\(\k<log>\)"
        + @"|\k<log>\.exp\(\))",
        RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("var", "sigma") || !program.Outline.Mentions("exp("))
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => line.Text.Has("1+") || line.Text.Has("1.+") || line.Text.Has("1.0+")))
        {
            if (Positive.Match(line.Text) is { Success: true } && line.Assigned() is { } given && IsAdded(program, line, given.Name))
            {
                program.Note("loss-input-mismatch", line, "'" + given.Name + "' is the divergence with the sign turned round: added to a "
                    + "loss it drives the "
                    + "latent distribution away from the prior, and the loss falls without bound; write -0.5 * ....");
                return;
            }
        }

        // The variance of one place and the deviation of another.
        if (program.Lines.FirstOrDefault(line => line.Text.Has("exp") && Deviation.IsMatch(line.Text)) is { } std
            && program.Lines.Any(line => Variance.IsMatch(line.Text)) && program.SameFunction(std).Any(line => line.Index > std.Index
                && line.Text.HasAny("randn", "normal_(", "random_normal", "rsample", "eps")
                || line.Text.HasAny("randn", "normal_(", "random_normal")))
        {
            var name = Deviation.Match(std.Text).Groups["std"].Value;
            if (program.SameFunction(std).Any(line => Regex.IsMatch(line.Text, @"(?:\*|mul\(|add_\()" + name + @"\b|\b" + name + @"\*"))
                && !program.SameFunction(std).Any(line => line.Text.Has("sqrt")))
            {
                program.Note("loss-input-mismatch", std, "exp(logvar) is the variance, and samples are drawn with it as the deviation, "
                    + "while the divergence takes "
                    + "logvar for the logarithm of the variance; write torch.exp(0.5 * logvar).");
            }
        }
    }

    // loss + kld, not loss - kld.
    private static bool IsAdded(TrainingProgram program, OutlineLine line, string name)
    {
        var uses = program.SameFunction(line).Where(other => other.Index > line.Index && ProgramText.HasWord(other.Text, name)).ToArray();
        return uses.Length > 0 && uses.Any(other => Regex.IsMatch(other.Text, @"\+(?:[\w.]+\*)?" + name + @"\b|\b" + name + @"\+"))
            && !uses.Any(other => Regex.IsMatch(other.Text, @"-(?:\(?[\w.]+\*)?" + name + @"\b") || other.Text.StartsAs(name + "="));
    }
}
