using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>The loss of a generator whose samples are detached before the discriminator judges them: no gradient reaches it.</summary>
internal static class GeneratorSteps
{
    private static readonly Regex Backward = TrainingProgram.Pattern(@"^(?<loss>[\w.]+)\.backward\(");

    private static readonly Regex Detached = TrainingProgram.Pattern(@"(?<![\w.])(?<name>\w+)\.detach\(\)");

    private static readonly Regex Constant = TrainingProgram.Pattern(
        @"^\w*(?:real|valid|ones|zeros|label|target|one|zero|lambda|alpha|args|opt|self|torch|nn)\w*$|^F$", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        foreach (var (step, name) in program.Steps)
        {
            var generators = program.Optimizers.Where(built => built.Name == name).Select(built => built.Trained).ToArray();
            var before = program.Beside(step).Where(line => line.Index < step.Index).ToArray();
            var backward = Array.FindLastIndex(before, line => Backward.IsMatch(line.Text));
            if (generators.Length != 1 || backward < 0 || before.Skip(backward).Any(line => line.Text.IndexOf(".step(",
                StringComparison.Ordinal) >= 0))
            {
                continue;
            }

            // The one loss since the step before: there may be several for one step.
            var earlier = before.Take(backward).Reverse().TakeWhile(line => line.Text.IndexOf(".step(", StringComparison.Ordinal) < 0);
            var loss = Backward.Match(before[backward].Text).Groups["loss"].Value;
            var made = before.Take(backward).LastOrDefault(line => line.Text.StartsWith(loss + "=", StringComparison.Ordinal));
            if (!earlier.Any(line => Backward.IsMatch(line.Text)) && made is not null && IsCut(program, made, generators[0]))
            {
                program.Note("loss-without-graph", made, "The samples of '" + generators[0] + "' are detached in the loss that " + name
                    + ".step() follows, so no gradient reaches it; detach them in the loss of the discriminator alone.");
            }
        }
    }

    // g_loss=bce(D(fake.detach()),ones), where fake=G(z) and nothing else of the loss comes from G.
    private static bool IsCut(TrainingProgram program, OutlineLine made, string generator)
    {
        var names = Detached.Matches(made.Text).Cast<Match>().Select(match => match.Groups["name"].Value).Distinct().ToArray();
        if (names.Length != 1 || made.Text.IndexOf(generator + "(", StringComparison.Ordinal) >= 0
            || made.Text.IndexOf(generator + ".", StringComparison.Ordinal) >= 0)
        {
            return false;
        }

        var rest = made.Text.Replace(names[0] + ".detach()", "").Substring(made.Text.IndexOf('=') + 1);
        var sample = program.Names.Of(made, names[0]);
        return sample is { Position: -1, IsEach: false } && sample.Text.StartsWith(generator + "(", StringComparison.Ordinal)
            && !Regex.Matches(rest, @"(?<![\w.'])[A-Za-z_]\w*(?![\w(=])").Cast<Match>().Any(word => IsGraph(word.Value))
            && Regex.Matches(rest, @"(?<![\w.'])[A-Za-z_]\w*(?=\()").Count >= 2;
    }

    // Whatever comes from a call may come from the generator; names of ones, zeros and labels do not.
    private static bool IsGraph(string word) => word is not ("dim" or "True" or "False" or "None" or "device" or "criterion")
        && !Constant.IsMatch(word);
}
