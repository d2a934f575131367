using System.Diagnostics;
using System.IO;

namespace TrainingLint.Release;

/// <summary>Publishes the tool as machine code for one platform.</summary>
internal static class NativeBuild
{
    private const string Project = "src/TrainingLint.Native";

    /// <summary>The bytes of the program; null where the build fails, which says why itself.</summary>
    public static byte[]? Run(string root, Platform platform, string work)
    {
        string[] arguments =
        [
            "publish", Path.Combine(root, Project), "-c", "Release", "-r", platform.Rid, "-o", work, "-p:IlcInstructionSet=" + platform.InstructionSet,
            "--nologo", "-v", "quiet",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
        process.WaitForExit();
        var built = Path.Combine(work, "traininglint-native" + Path.GetExtension(platform.ProgramName));
        return process.ExitCode == 0 && File.Exists(built) ? File.ReadAllBytes(built) : null;
    }

    /// <summary>What NuGet resolved for the last build.</summary>
    public static string Assets(string root) => Path.Combine(root, Project, "obj", "project.assets.json");
}
