using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Agents of Stable-Baselines3 (<c>common/base_class.py</c>, load; <c>common/evaluation.py</c>; the guide on VecNormalize): loading that
/// loads nothing, learning without an environment, and an evaluation whose observations are not normalised as those of the training are.
/// </summary>
internal static class AgentPrograms
{
    private const string Classes = "PPO|A2C|DQN|SAC|TD3|DDPG|TRPO|TQC|QRDQN|RecurrentPPO|MaskablePPO|CrossQ";

    private static readonly Regex Loads = TrainingProgram.Pattern(@"^(?<name>(?:self\.)?\w+)\.load\((?<arguments>.+)\)$");

    private static readonly Regex Built = TrainingProgram.Pattern(@"^(?:\w+\.)*(?:" + Classes + @")\(");

    private static readonly Regex Loaded = TrainingProgram.Pattern(
        @"^(?<name>(?:self\.)?\w+)=(?:\w+\.)*(?<class>" + Classes + @")\.load\((?<arguments>.+)\)$");

    private static readonly Regex Evaluated = TrainingProgram.Pattern(@"\b(?:evaluate_policy\(\w+,(?:env=)?|(?:Eval|MaskableEval)Callback\((?:eval_env=)?)(?<env>\w+)[,)]");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("stable_baselines3", "sb3_contrib"))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            ObserveLoad(program, line);
            ObserveEnvironment(program, line);
        }

        ObserveNormalization(program);
    }

    // model.load("x") hands back another agent, which nobody keeps; A2C.load(...) alone says the same.
    private static void ObserveLoad(TrainingProgram program, OutlineLine line)
    {
        var match = Loads.Match(line.Text);
        var name = match.Groups["name"].Value;
        if (match.Success && program.Names.Of(line, name) is { } agent && Built.IsMatch(agent.Text))
        {
            program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(line), name + ".load", line.Text,
                "load is a method of the class and hands back a new agent; '" + name + "' keeps the weights that it was built with; write "
                + name + " = " + agent.Text.Substring(0, agent.Text.IndexOf('(')) + ".load(..., env=env) or " + name
                + ".set_parameters(...)", Severity.Warning));
        }
    }

    private static void ObserveEnvironment(TrainingProgram program, OutlineLine line)
    {
        var match = Loaded.Match(line.Text);
        var name = match.Groups["name"].Value;
        var arguments = ProgramText.Split(match.Groups["arguments"].Value);
        if (!match.Success || arguments.Any(one => one.StartsWith("env=", StringComparison.Ordinal) || one[0] == '*')
            || arguments.Count(one => !ProgramText.IsNamed(one)) > 1 || program.Names.All(line, name).Count > 1)
        {
            return;
        }

        var learns = program.Lines.FirstOrDefault(other => other.Index > line.Index && ReferenceEquals(other.Function, line.Function)
            && other.Text.StartsWith(name + ".learn(", StringComparison.Ordinal));
        if (learns is not null && !program.Outline.Mentions(name + ".set_env(", name + ".env="))
        {
            program.NoteUnfit(program.Outline.PlaceOf(line), match.Groups["class"].Value + ".load", "no environment",
                "env=env beside the file, or " + name + ".set_env(env)",
                "an agent is saved without its environment, so learn has none to gather steps in and stops", Severity.Error);
        }
    }

    // VecNormalize around the training alone: the policy is shown raw observations where it is judged.
    private static void ObserveNormalization(TrainingProgram program)
    {
        if (!program.Outline.Mentions("VecNormalize(") || program.Outline.Mentions("VecNormalize.load(", ".obs_rms", "sync_envs_normalization(",
            "norm_obs=False", ".get_vec_normalize_env("))
        {
            return;
        }

        var wrapped = new HashSet<string>(program.Lines.Where(line => line.Text.IndexOf("VecNormalize(", StringComparison.Ordinal) > 0
            && line.Text.IndexOf('=') > 0).Select(line => line.Text.Substring(0, line.Text.IndexOf('='))), StringComparer.Ordinal);
        if (!program.Lines.Any(line => wrapped.Any(name => Built.IsMatch(ValueOf(line.Text)) && ProgramText.HasWord(line.Text, name))))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            var match = Evaluated.Match(line.Text);
            var environment = match.Groups["env"].Value;
            if (match.Success && !wrapped.Contains(environment) && program.Names.All(line, environment) is { Count: 1 } made
                && made[0].Text.IndexOf('(') > 0 && made[0].Text.IndexOf("get_env", StringComparison.Ordinal) < 0
                && !wrapped.Any(name => ProgramText.HasWord(made[0].Text, name)))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), "evaluation", "an environment without VecNormalize",
                    "VecNormalize(..., training=False, norm_reward=False) with the statistics of the training",
                    "the policy has only seen normalised observations and is judged by raw ones", Severity.Warning);
                return;
            }
        }
    }

    private static string ValueOf(string line) => line.Substring(line.IndexOf('=') + 1);
}
