using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Scripts;

/// <summary>
/// What a script that starts trainings says to the shell, to make and to Slurm instead of to its program: assignments that assign nothing,
/// variables that nobody fills in, directives that come too late.
/// </summary>
internal static class ScriptHabits
{
    private static readonly Regex Assigned = Pattern(@"^(?<lead>\s*(?:export\s+)?)(?<name>[A-Za-z_]\w*)(?<gap> = ?| ?= )(?<value>[^=\s~].*)$");

    private static readonly Regex SingleQuoted = Pattern(@"(?<=[\s=])'\$\{?(?<name>[A-Za-z_]\w*)\}?'(?=\s|\\|$)");

    private static readonly Regex OfMake = Pattern(@"(?<!\$)\$(?<name>[A-Za-z][A-Za-z_]\w*)");

    private static readonly Regex Parted = Pattern(@"(?<=\s)(?<flag>--[A-Za-z][\w-]*)(?<gap> = ?| ?= )(?=[\w./'""$-])");

    private static readonly Regex Directive = Pattern(@"^#SBATCH\s+-");

    private static readonly Regex Array = Pattern(@"^#SBATCH\s+(?:--array|-a)[=\s]\s*(?<range>[\d,:%-]+)");

    private static readonly Regex Seeded = Pattern(@"(?:--seed|--random[_-]seed|\bseed)[ =](?<seed>\d+)\b");

    private static readonly Regex Tasks = Pattern(@"^#SBATCH\s+--(?:ntasks-per-node|tasks-per-node)[=\s]\s*(?<count>\d+)");

    private static readonly Regex Launched = Pattern(
        @"\bsrun\b(?![^|;&]*--?n(?:tasks)?(?:-per-node)?[= ])[^|;&]*\b(?:torchrun|torch\.distributed\.(?:run|launch))\b[^|;&]*--nproc[-_]per[-_]node[= ](?<count>\d+)");

    /// <summary>Notes what a script says to the wrong one.</summary>
    public static void Observe(SourceFile source, ICollection<Observation> observations)
    {
        var isMake = source.Format is MakefileFormat;
        if (!isMake && source.Format is not ShellFormat)
        {
            return;
        }

        var lines = ScriptLine.Of(source);
        foreach (var line in lines.Where(line => line.Text.Length < 2_000))
        {
            if (isMake)
            {
                ObserveMake(source, line, observations);
            }
            else
            {
                ObserveAssignment(source, line, observations);
                ObserveQuotes(source, line, observations);
            }

            ObserveParted(source, line, observations);
            EnvironmentNames.Observe(source, line, observations);
        }

        if (source.Text.IndexOf("#SBATCH", StringComparison.Ordinal) >= 0)
        {
            ObserveDirectives(source, lines, observations);
        }
    }

    // NAME = value runs a program of that name; NAME= value runs the value.
    private static void ObserveAssignment(SourceFile source, ScriptLine line, ICollection<Observation> observations)
    {
        var match = Assigned.Match(line.Text);
        var name = match.Groups["name"].Value;
        if (match.Success && !line.Continues && match.Groups["gap"].Length > 1 && IsRead(source.Text, name)
            && !(match.Groups["gap"].Value == "= " && match.Groups["value"].Value is var value && IsCommand(value)))
        {
            observations.Add(new WrongTypeObservation(
                line.PlaceIn(source, match.Groups["name"].Index, name.Length), name, line.Text.Trim(),
                name + "=" + match.Groups["value"].Value.Trim(),
                "with blanks around the sign nothing is assigned: the shell runs a command instead, and the variable stays empty",
                Severity.Warning));
        }
    }

    // CUDA_VISIBLE_DEVICES= python train.py hides all devices on purpose.
    private static bool IsCommand(string value) => value.IndexOf(' ') > 0 || value.IndexOf('/') >= 0;

    private static void ObserveQuotes(SourceFile source, ScriptLine line, ICollection<Observation> observations)
    {
        if (!IsOfProgram(line) || line.Whole.IndexOf(" -c ", StringComparison.Ordinal) >= 0)
        {
            return;
        }

        foreach (Match match in SingleQuoted.Matches(line.Text))
        {
            var name = match.Groups["name"].Value;
            if (Regex.IsMatch(source.Text, @"(?m)^\s*(?:export\s+|local\s+)?" + name + "=|for " + name + " in"))
            {
                observations.Add(new WrongTypeObservation(line.PlaceIn(source, match.Index, match.Length), name, match.Value,
                    "\"$" + name + "\"", "in single quotes the shell fills nothing in, and the program is told the name itself",
                    Severity.Warning));
            }
        }
    }

    private static void ObserveMake(SourceFile source, ScriptLine line, ICollection<Observation> observations)
    {
        if (!line.Text.StartsWith("\t", StringComparison.Ordinal) && !line.Continues)
        {
            return;
        }

        foreach (Match match in OfMake.Matches(line.Text))
        {
            var name = match.Groups["name"].Value;
            observations.Add(new WrongTypeObservation(line.PlaceIn(source, match.Index, match.Length), name, match.Value,
                "$(" + name + ") for a variable of make, $$" + name + " for one of the shell",
                "make takes one letter: it fills in $" + name[0] + " and writes '" + name.Substring(1) + "' behind it", Severity.Warning));
        }
    }

    // --lr = 0.1: argparse takes the sign for the value.
    private static void ObserveParted(SourceFile source, ScriptLine line, ICollection<Observation> observations)
    {
        if (!IsOfProgram(line))
        {
            return;
        }

        foreach (Match match in Parted.Matches(line.Text))
        {
            if (match.Groups["gap"].Length > 1)
            {
                observations.Add(new WrongTypeObservation(line.PlaceIn(source, match.Index, match.Length), match.Groups["flag"].Value,
                    match.Value.Trim(), match.Groups["flag"].Value + "=... without blanks",
                    "the program is told a flag and a word '=' apart, and stops or takes the wrong one for its value", Severity.Warning));
            }
        }
    }

    private static void ObserveDirectives(SourceFile source, IReadOnlyList<ScriptLine> lines, ICollection<Observation> observations)
    {
        var first = lines.FirstOrDefault(line => line.Text.Trim() is { Length: > 0 } text && text[0] != '#');
        foreach (var line in lines.Where(line => first is not null && line.Number > first.Number && Directive.IsMatch(line.Text)))
        {
            observations.Add(new WithoutEffectObservation(line.PlaceIn(source, 0, line.Text.TrimEnd().Length), "#SBATCH", line.Text.Trim(),
                "sbatch stops looking for directives at the first command, in line " + first!.Number + "; move it above", Severity.Warning));
        }

        ObserveArray(source, lines, observations);
        if (lines.Select(line => Tasks.Match(line.Text)).FirstOrDefault(match => match.Success) is { } tasks
            && int.Parse(tasks.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture) is > 1 and var count)
        {
            foreach (var line in lines.Where(line => !line.Continues))
            {
                if (Launched.Match(line.Whole) is { Success: true } match && match.Groups["count"].Value != "1")
                {
                    observations.Add(new WrongTypeObservation(line.PlaceIn(source, 0, line.Text.TrimEnd().Length), "--ntasks-per-node",
                        FormattableString.Invariant($"{count} launchers of {match.Groups["count"].Value} processes each"),
                        "--ntasks-per-node=1",
                        "srun starts the launcher once a task, and each one starts all processes: they fight for ports and devices",
                        Severity.Warning));
                }
            }
        }
    }

    private static void ObserveArray(SourceFile source, IReadOnlyList<ScriptLine> lines, ICollection<Observation> observations)
    {
        var line = lines.FirstOrDefault(one => Array.IsMatch(one.Text));
        if (line is null || source.Text.IndexOf("ARRAY_TASK", StringComparison.Ordinal) >= 0
            || source.Text.IndexOf("$@", StringComparison.Ordinal) >= 0 || source.Text.IndexOf("wandb agent", StringComparison.Ordinal) >= 0)
        {
            return;
        }

        var range = Array.Match(line.Text).Groups["range"].Value.Split('%')[0];
        if (range.IndexOfAny(['-', ',']) > 0)
        {
            observations.Add(new WrongTypeObservation(line.PlaceIn(source, 0, line.Text.TrimEnd().Length), "#SBATCH --array", range,
                "$SLURM_ARRAY_TASK_ID in the command, such as --seed $SLURM_ARRAY_TASK_ID",
                "no command of the script asks which job of the array it is, so all run the same settings",
                Seeded.IsMatch(source.Text) ? Severity.Warning : Severity.Info));
        }
    }

    private static bool IsRead(string text, string name) => text.IndexOf("$" + name, StringComparison.Ordinal) >= 0
        || text.IndexOf("${" + name, StringComparison.Ordinal) >= 0;

    private static bool IsOfProgram(ScriptLine line) => line.Continues || line.Whole.IndexOf("python", StringComparison.Ordinal) >= 0
        || line.Whole.IndexOf("torchrun", StringComparison.Ordinal) >= 0 || line.Whole.IndexOf("accelerate", StringComparison.Ordinal) >= 0
        || line.Whole.IndexOf("train", StringComparison.Ordinal) >= 0;

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
}
