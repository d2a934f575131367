using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// <c>validation_split</c> over samples that a program gathers class by class: Keras takes the last part, before any shuffling
/// (<c>keras/src/trainers/data_adapters/array_slicing.py</c>, train_validation_split), which is the last classes alone.
/// </summary>
internal static class KerasSplits
{
    private static readonly Regex Appended = TrainingProgram.Pattern(@"^(?<name>[\w.]+)\.append\((?<value>.+)\)$");

    private static readonly Regex Fitted = TrainingProgram.Pattern(@"^(?:\w+=)?[\w.]+\.fit\((?<arguments>.*)\)$");

    private static readonly Regex Share = TrainingProgram.Pattern(@"\bvalidation_split=0?\.[1-9]");

    private static readonly Regex Each = TrainingProgram.Pattern(@"^for (?<names>[\w,()]+) in (?<over>.+):$");

    private static readonly Regex Classes = TrainingProgram.Pattern(@"class|categor|label|folder|genre|species|emotion|\bdirs?\b|subdir",
        RegexOptions.IgnoreCase);

    private static readonly string[] Mixed = ["shuffle(", "permutation(", "train_test_split", "sample(frac", "random.sample(", "argsort", "randperm",
        "random.random", "resample("];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("validation_split") || program.Outline.Mentions(Mixed))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Fitted.Match(line.Text) is { Success: true } fit && Share.IsMatch(fit.Groups["arguments"].Value)
                && ProgramText.Argument(fit.Groups["arguments"].Value, "y", 1) is { } target
                && GatheredByClass(program) is { } labels && ComesFrom(program, target, labels))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), "fit.validation_split",
                    "a share of samples that are gathered class by class",
                    "samples in a random order before fit(), or validation_data of its own",
                    "Keras takes the last part before it shuffles, so the last classes are never trained on and are all that is "
                        + "validated");
                return;
            }
        }
    }

    // for index, name in enumerate(CLASSES): for path in ...: labels.append(index)
    private static string? GatheredByClass(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (Appended.Match(line.Text) is { Success: true } appended && line.Loops.ToArray() is { Length: 2 } loops
                && Each.Match(loops[1].Text) is { Success: true } each
                    && Classes.IsMatch(each.Groups["over"].Value + " " + each.Groups["names"].Value)
                && each.Groups["names"].Value.Trim('(', ')').Split(',').Any(name => IsOf(program, line, appended.Groups["value"].Value,
                    name))
                && !IsOf(program, line, appended.Groups["value"].Value, Each.Match(loops[0].Text).Groups["names"].Value))
            {
                return appended.Groups["name"].Value;
            }
        }

        return null;
    }

    // The class itself, or what the outer loop makes of it.
    private static bool IsOf(TrainingProgram program, OutlineLine line, string value, string name) => value == name
        || (value.IndexOf('(') < 0 || value.StartsWith("int(", StringComparison.Ordinal)
            || value.IndexOf(".index(", StringComparison.Ordinal) > 0)
            && (ProgramText.HasWord(value, name) || (ProgramText.IsPath(value) && program.Names.Of(line, value) is { } made
                && !made.IsEach && ProgramText.HasWord(made.Text, name)));

    private static bool ComesFrom(TrainingProgram program, string target, string labels)
    {
        var (seen, at) = (new HashSet<string>(StringComparer.Ordinal), target);
        for (var i = 0; i < 6 && seen.Add(at); i++)
        {
            if (at == labels)
            {
                return true;
            }

            var made = program.Lines.LastOrDefault(line => line.Text.StartsWith(at + "=", StringComparison.Ordinal));
            var value = made?.Text.Substring(at.Length + 1) ?? "";
            if (ProgramText.HasWord(value, labels))
            {
                return true;
            }

            var open = value.LastIndexOf('(');
            at = open > 0 ? value.Substring(open + 1).Split(',', ')')[0] : value;
        }

        return false;
    }
}
