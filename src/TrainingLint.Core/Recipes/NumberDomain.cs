using System;

namespace TrainingLint.Core.Recipes;

/// <summary>The numbers that a setting can be. Rules and messages about a setting speak from the one domain in its description.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end; infinite without one.</param>
/// <param name="IncludesLow">True when the lower end itself is allowed.</param>
/// <param name="IncludesHigh">True when the upper end itself is allowed.</param>
/// <param name="Text">The domain for people, such as <c>a number in [0, 1)</c>.</param>
public sealed record NumberDomain(double Low, double High, bool IncludesLow, bool IncludesHigh, string Text)
{
    /// <summary>A share that never reaches the whole, such as a momentum.</summary>
    public static NumberDomain BelowOne { get; } = new(0, 1, true, false, "a number in [0, 1)");

    /// <summary>A share of a whole.</summary>
    public static NumberDomain Share { get; } = new(0, 1, true, true, "a number from 0 to 1");

    /// <summary>A share that is neither nothing nor the whole, such as the clip range of PPO.</summary>
    public static NumberDomain BetweenZeroAndOne { get; } = new(0, 1, false, false, "a number between 0 and 1");

    /// <summary>A factor that never makes anything grow.</summary>
    public static NumberDomain Shrinking { get; } = new(0, 1, false, true, "a factor above 0 and at most 1");

    /// <summary>A size or strength that may be nothing.</summary>
    public static NumberDomain NotNegative { get; } = new(0, double.PositiveInfinity, true, false, "a number of at least 0");

    /// <summary>A size or strength that must be something.</summary>
    public static NumberDomain Positive { get; } = new(0, double.PositiveInfinity, false, false, "a number above 0");

    /// <summary>A count of things of which there must be one.</summary>
    public static NumberDomain Count { get; } = new(1, double.PositiveInfinity, true, false, "a whole number of at least 1") { IsWhole = true };

    /// <summary>A count of things of which there may be none.</summary>
    public static NumberDomain CountOrNone { get; } = new(0, double.PositiveInfinity, true, false, "a whole number of at least 0") { IsWhole = true };

    /// <summary>True when only whole numbers belong to it.</summary>
    public bool IsWhole { get; init; }

    /// <summary>True when a value lies in the domain; not a number lies in none.</summary>
    public bool Contains(double value) =>
        (!IsWhole || value == Math.Floor(value)) && (IncludesLow ? value >= Low : value > Low)
            && (IncludesHigh || double.IsPositiveInfinity(High) ? value <= High : value < High);
}
