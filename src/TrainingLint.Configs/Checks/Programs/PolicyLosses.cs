using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Losses of reinforcement learning by hand: the sign of what is maximised, targets and advantages that carry a graph, and a target
/// network that is the trained one.
/// </summary>
internal static class PolicyLosses
{
    private static readonly Regex Advantage = TrainingProgram.Pattern(@"^(?<name>\w*(?:adv|advantages?|delta"
        + @"|td_error)\w*)=(?<value>[\w.()]+-[\w.()]+)$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Bonus = TrainingProgram.Pattern(@"\+(?:[\w.]+\*)?(?<name>\w*entropy\w*(?:\.mean\(\))?"
        + @"|\w+\.entropy\(\)(?:\.mean\(\))?)(?:\*[\w.]+)?$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Weighed = TrainingProgram.Pattern(
        @"(?<![-\w.])(?:\(?(?<log>\w*log_?probs?\w*|logp\w*)(?:\[\w+\])?\*(?<return>(?:R|G|Gt|returns?|rewards?|adv\w*|discounted\w*"
            + @"|td_error|delta)\w*)(?:\.detach\(\))?\)?)(?:\.(?:mean|sum)\(\))?",
        RegexOptions.IgnoreCase);

    private static readonly Regex Bootstrap = TrainingProgram.Pattern(@"^(?<name>\w+)=.*(?:reward|\br\b|\brew)\w*.*\+.*(?:gamma|discount"
        + @"|0?\.9\d*)\w*\*");

    private static readonly Regex Alias = TrainingProgram.Pattern(
        @"^(?<target>(?:self\.)?\w*target\w*)=(?<source>(?:self\.)?\w*(?:policy|q|online|eval|main|local|critic|actor|net|model"
            + @"|agent)\w*)$", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.IsOfTorch() || !program.Outline.Mentions(".backward("))
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => line.Text.Has("=") || line.Text.Has("append(")))
        {
            if (ObserveAlias(program, line) || ObserveAdvantage(program, line) || ObserveEntropy(program, line)
                || ObserveSign(program, line)
                || ObserveTarget(program, line))
            {
                return;
            }
        }
    }

    // self.target_net = self.policy_net
    private static bool ObserveAlias(TrainingProgram program, OutlineLine line)
    {
        if (Alias.Match(line.Text) is not { Success: true } alias || alias.Groups["source"].Value is var source && source.Has("target")
            || line.Function is { } function && ProgramNames.ParametersOf(function).Contains(source))
        {
            return false;
        }

        var target = alias.Groups["target"].Value;
        var isNetwork = program.Lines.Any(other => other.Text.Has(source + ".parameters(")) && program.Lines.Any(other =>
            other.Text.Has(target + "("));
        if (!isNetwork || program.Lines.Count(other => other.Text.StartsAs(target + "=")) != 1)
        {
            return false;
        }

        program.NoteUnfit(program.Outline.PlaceOf(line), target, "the trained network itself by another name", "a copy: copy.deepcopy("
            + source + ")",
            "the target moves with every step, as if there were no target network");
        return true;
    }

    // adv = returns - values, in -(log_probs * adv) and in adv.pow(2), and never detached.
    private static bool ObserveAdvantage(TrainingProgram program, OutlineLine line)
    {
        if (Advantage.Match(line.Text) is not { Success: true } made || made.Groups["value"].Value.HasAny("detach", ".data", "item("))
        {
            return false;
        }

        var name = made.Groups["name"].Value;
        var uses = program.SameFunction(line).Where(other => !ReferenceEquals(other, line) && ProgramText.HasWord(other.Text,
            name)).ToArray();
        var actor = Array.Find(uses, other => Regex.IsMatch(other.Text, @"log_?p\w*[\w.()\[\]]*\*" + name + @"\b(?!\.detach|\.data)|\b"
            + name
            + @"\*\w*log_?p", RegexOptions.IgnoreCase) && other.Text.Has("-"));
        if (actor is null || !Array.Exists(uses, other => Regex.IsMatch(other.Text, @"\b" + name + @"(?:\.pow\(2\)|\*\*2|\.square\(\))"
            + @"|mse_loss\("))
            || Array.Exists(uses, other => other.Text.HasAny("detach", "no_grad", ".data")) || line.Around.Any(header =>
                header.Text.Has("no_grad"))
            || !program.SameFunction(line).Any(other => other.Text.Has(".backward(")))
        {
            return false;
        }

        program.Note("loss-input-mismatch", actor, "'" + name + "' weighs the policy with its graph, so the policy's loss trains the "
            + "values as well, towards larger "
            + "ones where an action was good; write " + name + ".detach() here.");
        return true;
    }

    // loss = policy_loss + 0.5 * value_loss + 0.01 * entropy, where entropy is that of the policy and not its negative.
    private static bool ObserveEntropy(TrainingProgram program, OutlineLine line)
    {
        if (!line.Text.Has("ntropy") || line.Assigned() is not { } given || !given.Name.Has("loss")
            || Bonus.Match(given.Value) is not { Success: true } bonus)
        {
            return false;
        }

        var name = bonus.Groups["name"].Value.Replace(".mean()", "");
        var value = name.Has("(") ? name : program.Names.Of(line, name)?.Text ?? "";
        if (!value.Has(".entropy()") || value.Has("-") || Regex.IsMatch(given.Value, @"-[\w.]+\*\w*entropy") || !Regex.IsMatch(given.Value,
            @"(?:policy|actor|pi|pg|surr|action|value|critic)\w*") || program.Lines.Any(other => other.Text.Has("-" + given.Name)
                || other.Text.Has("maximize=True"))
            || Regex.IsMatch(given.Value, @"\+-"))
        {
            return false;
        }

        program.Note("loss-input-mismatch", line, "The entropy of the policy is added to a loss that is minimised, so the policy is "
            + "driven to one action where "
            + "it is meant to explore; subtract it.");
        return true;
    }

    // policy_loss.append(log_prob * R), loss = (log_probs * returns).mean(), with no minus on the way to backward().
    private static bool ObserveSign(TrainingProgram program, OutlineLine line)
    {
        if (!line.Text.Has("og") || Weighed.Match(line.Text) is not { Success: true })
        {
            return false;
        }

        var appended = Regex.Match(line.Text, @"^(?<name>\w*loss\w*)\.append\((?<value>.*)\)$");
        var name = appended.Success ? appended.Groups["name"].Value : line.Assigned() is { } given && given.Name.Has("loss") ? given.Name
            : "";
        var value = appended.Success ? appended.Groups["value"].Value : line.Assigned()?.Value ?? "";
        if (name.Length == 0 || value.Has("-") || !IsFollowed(program, line, name) || program.Outline.Mentions("maximize=True",
            "maximize = True"))
        {
            return false;
        }

        program.Note("loss-input-mismatch", line, "The log-probability times the return is minimised here, so the policy learns to avoid "
            + "what was rewarded; put a minus "
            + "in front.");
        return true;
    }

    private static bool IsFollowed(TrainingProgram program, OutlineLine line, string name)
    {
        var after = program.SameFunction(line).Where(other => other.Index > line.Index && ProgramText.HasWord(other.Text, name)).ToArray();
        return after.Any(other => other.Text.StartsAs(name + ".backward(") || other.Text.StartsAs(name + ".mean().backward(")
            || other.Text.StartsAs(name + ".sum().backward("))
            && !after.Any(other => other.Text.Has("-"));
    }

    // expected = reward + gamma * net(next).max(1)[0], in a loss of the same network, with its graph.
    private static bool ObserveTarget(TrainingProgram program, OutlineLine line)
    {
        if (Bootstrap.Match(line.Text) is not { Success: true } made || line.UpTo(line.Function).Any(header => header.Text.Has("no_grad"))
            || line.Text.HasAny("detach", ".data"))
        {
            return false;
        }

        var (name, body) = (made.Groups["name"].Value, program.SameFunction(line).ToArray());
        var loss = Array.Find(body, other => other.Index > line.Index && Regex.IsMatch(other.Text,
            @"loss\w*\([^()]*(?:\([^()]*\))?[^()]*,(?:target=)?" + Regex.Escape(name) + @"(?:\.\w+\([\w,-]*\))*\)"));
        var next = loss is null ? null : body.LastOrDefault(other => other.Index < line.Index && other.Assigned() is { } given
            && Regex.IsMatch(line.Text, @"\*\(?" + Regex.Escape(given.Name) + @"\b"));
        if (loss is null || next is null || next.Text.HasAny("detach", "target", ".data", "zeros")
            || next.UpTo(next.Function).Any(header => header.Text.Has("no_grad"))
            || Array.Exists(body, other => other.Text.HasAny(name + ".detach", name + "=" + name + ".detach", "no_grad")))
        {
            return false;
        }

        var network = Regex.Match(next.Text, @"^\w+=(?<net>[A-Za-z_][\w.]*)\(").Groups["net"].Value;
        var trained = Array.Exists(body, other => other.Index < line.Index && !ReferenceEquals(other, next) && network.Length > 0
            && other.Text.Has("=" + network + "("));
        if (!trained || !Array.Exists(body, other => other.Text.Has(".backward(")) || !next.Text.HasAny(".max(", "max("))
        {
            return false;
        }

        program.Note("loss-input-mismatch", line, "'" + name + "' carries the graph of " + network + ", so the loss is followed through "
            + "its target as well and the "
            + "target comes down to meet the value; compute it under torch.no_grad(), or detach it.");
        return true;
    }
}
