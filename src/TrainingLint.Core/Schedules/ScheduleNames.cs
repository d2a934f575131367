using System;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Schedules;

/// <summary>
/// What the names mean under which frameworks offer schedules. Names are compared without case and punctuation; the first row
/// that fits wins, so the rows go from the special to the general.
/// </summary>
public static class ScheduleNames
{
    // A pattern fits where it occurs in a name; "=" asks for the whole name, "^" for its start, and "a&b" for both parts.
    private static readonly (ScheduleKind Kind, string[] Patterns)[] Rows =
    [
        // Feedback and triangular schedules, holds of unknown length, and chains whose parts are written elsewhere.
        (ScheduleKind.Unknown, ["plateau", "adaptive", "cyclic", "hold", "chain", "sequential", "composite", "lambda", "rex"]),
        (ScheduleKind.OneCycle, ["onecycle", "1cycle", "superconvergence"]),
        (ScheduleKind.TriStage, ["tristage"]),
        (ScheduleKind.WarmupStableDecay, ["wsd", "stabledecay", "trapezoid"]),
        (ScheduleKind.Noam, ["noam"]),
        (ScheduleKind.InverseSquareRoot, ["inversesqrt", "inversesquareroot", "invsqrt", "rsqrt", "=warmuplr"]),
        (ScheduleKind.CosineWithRestarts, ["cos&restart", "sgdr"]),

        // torch's class and its Paddle twin; other frameworks stop at the lowest point.
        (ScheduleKind.CosineWave, ["=cosineannealinglr", "=torchoptimlrschedulercosineannealinglr", "=cosineannealingdecay"]),
        (ScheduleKind.Cosine, ["cosine", "=cos"]),
        (ScheduleKind.Polynomial, ["poly"]),
        (ScheduleKind.MultiStep, ["multistep", "piecewise", "multifactor", "=steps", "=stepswithrelativelrs"]),
        (ScheduleKind.Step, ["^step", "steplr", "stepdecay"]),
        (ScheduleKind.Exponential, ["exponential", "=exp", "=explr"]),

        // torch's LinearLR ramps up; a linear warmup alone leaves the rate constant.
        (ScheduleKind.Unknown, ["=linearlr"]),
        (ScheduleKind.Constant, ["constant", "fixed", "=linearwarmup", "=linearwarmuplr", "=warmupconstant", "=none", "=const", "=constlr"]),
        (ScheduleKind.Linear, ["linear", "=lin", "=warmupdecaylr"]),
    ];

    /// <summary>The family of a schedule's name; unknown when the name does not determine it.</summary>
    public static ScheduleKind KindOf(string name)
    {
        var letters = NameLetters.Of(name);
        foreach (var (kind, patterns) in Rows)
        {
            foreach (var pattern in patterns)
            {
                if (Fits(letters, pattern))
                {
                    return kind;
                }
            }
        }

        return ScheduleKind.Unknown;
    }

    private static bool Fits(string name, string pattern) => pattern[0] switch
    {
        '=' => name.Length == pattern.Length - 1 && pattern.EndsWith(name, StringComparison.Ordinal),
        '^' => name.StartsWith(pattern.Substring(1), StringComparison.Ordinal),
        _ when pattern.IndexOf('&') is > 0 and var both =>
            name.Contains(pattern.Substring(0, both)) && name.Contains(pattern.Substring(both + 1)),
        _ => name.Contains(pattern),
    };
}
