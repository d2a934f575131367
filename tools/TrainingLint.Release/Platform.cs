using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Release;

/// <summary>A platform that the tool is shipped for, as each channel names it.</summary>
/// <param name="Rid">.NET's runtime identifier.</param>
/// <param name="WheelTag">Platform tag of a Python wheel (PEP 425, PEP 600).</param>
/// <param name="NodeSystem">Node's <c>process.platform</c>.</param>
/// <param name="NodeProcessor">Node's <c>process.arch</c>.</param>
/// <param name="InstructionSet">What the processor must have: the probe's kernels are compiled for wide vectors.</param>
internal sealed record Platform(string Rid, string WheelTag, string NodeSystem, string NodeProcessor, string InstructionSet)
{
    /// <summary>
    /// All platforms. The machine code needs glibc 2.34 or later on Linux, and AVX2 on x64. For older processors there is an archive of
    /// its own: the compiler makes no code with wide vectors that asks the processor first, and two programs are too much for one package.
    /// </summary>
    public static IReadOnlyList<Platform> All { get; } =
    [
        new("linux-x64", "manylinux_2_34_x86_64", "linux", "x64", "x86-64-v3"),
        new("linux-x64", "", "linux", "x64", "x86-64-v2") { Name = "linux-x64-baseline" },
        new("linux-arm64", "manylinux_2_34_aarch64", "linux", "arm64", "armv8.1-a"),
        new("win-x64", "win_amd64", "win32", "x64", "x86-64-v3"),
        new("osx-x64", "macosx_12_0_x86_64", "darwin", "x64", "x86-64-v3"),
        new("osx-arm64", "macosx_12_0_arm64", "darwin", "arm64", "apple-m1"),
    ];

    /// <summary>Its name in files and on the command line.</summary>
    public string Name { get; init; } = Rid;

    /// <summary>True for what wheels and npm packages carry; they can tell systems apart, but not processors of one kind.</summary>
    public bool HasPackages => WheelTag.Length > 0;

    /// <summary>The program's name there.</summary>
    public string ProgramName => NodeSystem == "win32" ? "traininglint.exe" : "traininglint";

    /// <summary>Name of the npm package that carries the program.</summary>
    public string NpmName => "traininglint-" + NodeSystem + "-" + NodeProcessor;

    /// <summary>The platform of this name; null where there is none.</summary>
    public static Platform? Find(string name) => All.FirstOrDefault(platform => platform.Name.Equals(name, StringComparison.Ordinal));
}
