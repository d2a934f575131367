using System.Collections.Generic;

namespace TrainingLint.Configs.Programs;

/// <summary>A value that the program takes where a config has none.</summary>
/// <param name="Name">The key or argument.</param>
/// <param name="Text">The value as the program writes it, without quotes.</param>
/// <param name="Line">Line from 1.</param>
internal readonly record struct Fallback(string Name, string Text, int Line);

/// <summary>What one source file says; the same text always gives the same scan.</summary>
internal sealed class SourceScan
{
    /// <summary>The distinct words, with the line of those that are names or strings of their own.</summary>
    public required WordTable Words { get; init; }

    /// <summary>Beginnings and ends of names that are put together.</summary>
    public required IReadOnlyCollection<string> Pieces { get; init; }

    /// <summary>Lines that read YAML with PyYAML.</summary>
    public List<int> PyYamlLoads { get; } = [];

    /// <summary>Names of loaders and typed layers that convert numbers, or may do so.</summary>
    public List<(string Name, int Line)> OtherLoaders { get; } = [];

    /// <summary>Names inside of <c>float(...)</c> and the like, and arguments that argparse converts.</summary>
    public HashSet<string> Converted { get; } = [];

    /// <summary>Names that a condition holds against zero, so that a zero means something of its own.</summary>
    public HashSet<string> Conditions { get; } = [];

    /// <summary>Names that a condition holds against a negative number, or asks to be below zero.</summary>
    public HashSet<string> Signs { get; } = [];

    /// <summary>Pairs of names of which one is divided by the other, without the objects that hold them.</summary>
    public HashSet<(string Number, string By)> Divisions { get; } = [];

    /// <summary>True where values are converted whatever their key is.</summary>
    public bool ConvertsAnything { get; set; }

    /// <summary>Calls that seed.</summary>
    public List<(RandomSource Source, string Name, int Line)> Seeds { get; } = [];

    /// <summary>Functions defined here whose names speak of a seed.</summary>
    public List<string> SeedHelpers { get; } = [];

    /// <summary>First draws from global generators.</summary>
    public List<(RandomSource Source, int Line)> Draws { get; } = [];

    /// <summary>Values that fill gaps.</summary>
    public List<Fallback> Fallbacks { get; } = [];

    /// <summary>Assignments to an attribute <c>learning_rate</c>: true for each that multiplies, false for others.</summary>
    public List<bool> ScaledRates { get; } = [];

    /// <summary>The first line that takes a gradient step; 0 for none.</summary>
    public int TrainingLine { get; set; }
}
