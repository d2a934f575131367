using System;
using System.Collections.Generic;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Documents;

/// <summary>What a command line says besides its settings: which program it starts, how, and on how many devices.</summary>
/// <param name="Program">Path of the script, dotted name of the module, or name of the executable; never empty.</param>
/// <param name="Positionals">Arguments that are neither flags nor settings, in order.</param>
internal sealed record CommandLine(string Program, IReadOnlyList<ScalarNode> Positionals)
{
    /// <summary>The program that starts the program, such as <c>torchrun</c>; null without one.</summary>
    public string? Launcher { get; init; }

    /// <summary>Number of processes that train together, as far as the command says it.</summary>
    public ScalarNode? Devices { get; init; }

    /// <summary>How many devices the environment lets the command see; null where it does not say.</summary>
    public int? VisibleDevices { get; init; }

    /// <summary>Settings of the launcher, such as accelerate's <c>config_file</c>; null without any.</summary>
    public MappingNode? LauncherOptions { get; init; }

    /// <summary>True when arguments that are not known may follow, so that nothing can be called absent.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What a continuation that does not continue takes from the command; null when it is whole.</summary>
    public LostArguments? Lost { get; init; }

    /// <summary>The command as its author means it, with what is lost; null when nothing is.</summary>
    public MappingNode? Whole { get; init; }

    /// <summary>The script or module without its folders and ending, in lower case.</summary>
    public string Stem
    {
        get
        {
            var name = Program.Substring(Program.LastIndexOfAny(['/', '\\']) + 1);
            var isScript = name.EndsWith(".py", StringComparison.OrdinalIgnoreCase);
            name = isScript ? name.Substring(0, name.Length - 3) : name;
            return (isScript ? name : DottedName.Last(name)).ToLowerInvariant();
        }
    }

    /// <summary>True when the path or module of the program holds a name as a part of its own.</summary>
    public bool IsPartOf(string name) =>
        ("/" + Program.Replace('\\', '/').Replace('.', '/') + "/").IndexOf("/" + name.Replace('.', '/') + "/", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>The positional argument at an index; null where there is none.</summary>
    public string? Positional(int index) => index < Positionals.Count ? Positionals[index].Text : null;
}

/// <summary>Arguments that never reach their program.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Cause">What ends the command.</param>
/// <param name="Span">The lost text.</param>
/// <param name="Flags">The flags in it.</param>
internal sealed record LostArguments(CutKind Kind, Span Cause, Span Span, IReadOnlyList<string> Flags);
