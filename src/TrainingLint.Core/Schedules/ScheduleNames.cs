using System;
using System.Linq;

namespace TrainingLint.Core.Schedules;

/// <summary>
/// What the names mean under which frameworks offer schedules. Names are compared without case and punctuation; the first row
/// that fits wins, so the rows go from the special to the general.
/// </summary>
public static class ScheduleNames
{
    private static readonly (ScheduleKind Kind, Func<string, bool> Fits)[] Rows =
    [
        // Feedback and triangular schedules, holds of unknown length, and chains whose parts are written elsewhere.
        (ScheduleKind.Unknown, name => HasAny(name, "plateau", "adaptive", "cyclic", "hold", "chain", "sequential", "composite", "lambda", "rex")),
        (ScheduleKind.OneCycle, name => HasAny(name, "onecycle", "1cycle", "superconvergence")),
        (ScheduleKind.TriStage, name => HasAny(name, "tristage")),
        (ScheduleKind.WarmupStableDecay, name => HasAny(name, "wsd", "stabledecay", "trapezoid")),
        (ScheduleKind.Noam, name => HasAny(name, "noam")),
        (ScheduleKind.InverseSquareRoot, name => HasAny(name, "inversesqrt", "inversesquareroot", "invsqrt", "rsqrt") || name is "warmuplr"),
        (ScheduleKind.CosineWithRestarts, name => HasAny(name, "cos", "sgdr") && HasAny(name, "restart", "sgdr")),

        // torch's class and its Paddle twin; other frameworks stop at the lowest point.
        (ScheduleKind.CosineWave, name => name is "cosineannealinglr" or "torchoptimlrschedulercosineannealinglr" or "cosineannealingdecay"),
        (ScheduleKind.Cosine, name => HasAny(name, "cosine") || name is "cos"),
        (ScheduleKind.Polynomial, name => HasAny(name, "poly")),
        (ScheduleKind.MultiStep, name => HasAny(name, "multistep", "piecewise", "multifactor") || name is "steps" or "stepswithrelativelrs"),
        (ScheduleKind.Step, name => name.StartsWith("step", StringComparison.Ordinal) || HasAny(name, "steplr", "stepdecay")),
        (ScheduleKind.Exponential, name => HasAny(name, "exponential") || name is "exp" or "explr"),

        // torch's LinearLR ramps up; a linear warmup alone leaves the rate constant.
        (ScheduleKind.Unknown, name => name is "linearlr"),
        (ScheduleKind.Constant, name => HasAny(name, "constant", "fixed") || name is "linearwarmup" or "linearwarmuplr" or "warmupconstant" or "none" or "const" or "constlr"),
        (ScheduleKind.Linear, name => HasAny(name, "linear") || name is "lin" or "warmupdecaylr"),
    ];

    /// <summary>The family of a schedule's name; unknown when the name does not determine it.</summary>
    public static ScheduleKind KindOf(string name)
    {
        var normalised = new string([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
        return Rows.FirstOrDefault(row => row.Fits(normalised)).Kind;
    }

    private static bool HasAny(string name, params string[] parts) => parts.Any(part => name.Contains(part));
}
