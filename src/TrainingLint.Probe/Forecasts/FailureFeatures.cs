using System;
using System.Collections.Generic;

namespace TrainingLint.Probe.Forecasts;

/// <summary>What the forecast of failure weighs: the signs, where they bend, and what they mean for rules of both kinds.</summary>
internal static class FailureFeatures
{
    /// <summary>A run that keeps more than this (as a logarithm) has learned little.</summary>
    private const double LittleLearned = -0.3;

    /// <summary>Half a decade of room is the first step; more counts for less.</summary>
    private const double FirstStep = 0.5;

    /// <summary>Names, in the order of <see cref="Of"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "constant", "kept", "usable", "best", "kept at 3 times", "kept at 10 times", "margin", "room", "spike", "adaptive", "clipped",
        "memory", "warmup", "kept beyond half", "risen at 3 times", "risen at 10 times", "usable, adaptive", "kept at 3 times, adaptive",
        "margin, adaptive", "room, adaptive", "kept at 10 times, adaptive", "kept at 3 times, clipped", "usable, clipped",
        "usable up to half a decade", "kept and usable", "last usable rate",
    ];

    /// <summary>The features of some signs.</summary>
    public static double[] Of(FailureSigns signs)
    {
        var (kept, usable, thrice, ten) = (signs.Kept, signs.Usable, signs.KeptAtThrice, signs.KeptAtTen);
        var (adaptive, clipped) = (signs.IsAdaptive, signs.IsClipped);
        return
        [
            1, kept, usable, signs.Best, thrice, ten, signs.Margin, signs.Room, signs.Spike, adaptive, clipped,
            signs.Memory, signs.Warmup, Math.Max(kept, LittleLearned), Math.Max(0, thrice), Math.Max(0, ten),
            adaptive * usable, adaptive * thrice, adaptive * signs.Margin, adaptive * signs.Room, adaptive * ten, clipped * thrice,
            clipped * usable,
            Math.Min(usable, FirstStep), kept * usable, Math.Abs(usable) < FirstStep / 2 ? 1 : 0,
        ];
    }
}
