using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Reinforcement learning by hand: a target network that never follows the one that is trained, and a return that goes on behind the end
/// of an episode.
/// </summary>
internal static class TargetNetworks
{
    private static readonly Regex Target = TrainingProgram.Pattern(
        @"^(?<name>(?:self\.)?(?:target_?(?:q_?)?(?:net|network|model|dqn|q)|(?:q_|policy_|critic_|qnetwork_)target))=(?<value>.+)$",
            RegexOptions.IgnoreCase);

    private static readonly Regex Follows = TrainingProgram.Pattern(@"load_state_dict|copy|update|soft|polyak|lerp|set_weights"
        + @"|\.data|\btau\b|zip\(|assign|sync|swap|ema",
        RegexOptions.IgnoreCase);

    private static readonly Regex Unpacked = TrainingProgram.Pattern(@"^\(?(?<names>\w+(?:,\w+){3,5})\)?=");

    private static readonly Regex Done = TrainingProgram.Pattern(@"^(?:b_|batch_)?(?:done|dones|done_batch|terminal|terminals"
        + @"|terminated)s?(?:_b)?$");

    private static readonly Regex Bootstraps = TrainingProgram.Pattern(
        @"=(?:\(?[\w.]*rew\w*[\w.()]*|r|r_batch|b_r)\+(?:self\.|args\.)?(?:gamma|discount)\w*\*", RegexOptions.IgnoreCase);

    private static readonly Regex Discounts = TrainingProgram.Pattern(@"gamma|discount|0\.9\d*\*", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (program.Steps.Count == 0)
        {
            return;
        }

        ObserveTarget(program);
        ObserveDone(program);
    }

    private static void ObserveTarget(TrainingProgram program)
    {
        var made = program.Lines.Where(line => Target.IsMatch(line.Text)).ToArray();
        if (made.Length != 1 || Target.Match(made[0].Text) is not { } match
            || ProgramText.Call(match.Groups["value"].Value) is not { } call
            || program.Names.Class(call.Name) is null)
        {
            return;
        }

        var name = match.Groups["name"].Value;
        var last = name.Substring(name.IndexOf('.') + 1);
        var uses = program.Lines.Where(line => !ReferenceEquals(line, made[0])
            && ProgramText.HasWord(line.Text.Replace("self.", ""), last)
            || line.Text.IndexOf(last, StringComparison.Ordinal) >= 0 && !ReferenceEquals(line, made[0])).ToArray();

        // A network of chance that another learns to predict has no returns to discount.
        if (!uses.Any(line => line.Function is { } function && program.Lines.Any(other => ReferenceEquals(other.Function, function)
            && Discounts.IsMatch(other.Text))))
        {
            return;
        }

        // Copied once where it is made; handed on, it may be changed anywhere.
        var changes = uses.Where(line => Follows.IsMatch(line.Text)
            || Regex.IsMatch(line.Text, @"[(,=]" + Regex.Escape(name) + @"(?:\.parameters\(\)|\.state_dict\(\))?(?:[),]|$)")).ToArray();
        if (uses.Any(line => line.Text.IndexOf(last + "(", StringComparison.Ordinal) >= 0)
            && changes.All(line => line.Text.StartsWith(name + ".load_state_dict(", StringComparison.Ordinal)
                && ReferenceEquals(line.Parent, made[0].Parent)
                    && (line.Function is null ? !line.Loops.Any() : ProgramNames.NameOf(line.Function) == "__init__"))
            && (ProgramNames.OwnerOf(made[0]) is not { } around || program.Names.IsBuiltHere(around))
            && !program.Lines.Any(line => line.Word == "class" && line.Text.IndexOf("(nn.Module)", StringComparison.Ordinal) < 0
                && line.Text.IndexOf('(') > 0
                && made[0].IsIn(line)))
        {
            program.NoteUnfit(program.Outline.PlaceOf(made[0]), last, "a target network that nothing ever updates",
                "a copy of the trained weights every so many steps, or a part of them in every step",
                "the values are bootstrapped from a network of random weights for the whole run");
        }
    }

    // states, actions, rewards, next_states, dones = batch; target = rewards + gamma * next_q, and not a word of dones.
    private static void ObserveDone(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (Unpacked.Match(line.Text) is not { Success: true } unpacked
                || unpacked.Groups["names"].Value.Split(',').FirstOrDefault(name => Done.IsMatch(name)) is not { } done)
            {
                continue;
            }

            var beside = program.Lines.Where(other => ReferenceEquals(other.Function, line.Function)
                && other.Index > line.Index).ToArray();
            var target = beside.FirstOrDefault(other => Bootstraps.IsMatch(other.Text));
            if (target is not null && beside.Any(other => other.Text.IndexOf(".backward(", StringComparison.Ordinal) >= 0)
                && !beside.Any(other => ProgramText.HasWord(other.Text, done)
                    && !other.Text.StartsWith(done + "=", StringComparison.Ordinal)
                    || other.Text.IndexOf("mask", StringComparison.Ordinal) >= 0
                        || other.Text.IndexOf("final", StringComparison.Ordinal) >= 0))
            {
                program.NoteUnfit(program.Outline.PlaceOf(target), done, "a return that never looks at '" + done + "'",
                    "the value of the next state times (1 - " + done
                        + ")", "the return goes on behind the end of every episode, so values grow", Core.Findings.Severity.Info);
                return;
            }
        }
    }
}
