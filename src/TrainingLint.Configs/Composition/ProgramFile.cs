using System;
using System.IO;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Composition;

/// <summary>The script that a command starts, where it stands in the repository.</summary>
internal static class ProgramFile
{
    /// <summary>The script, looked for from the launcher's folder upwards as launchers are started from any of them; null where there is none.</summary>
    public static SourceFile? Find(ConfigView command, ConfigFiles? files)
    {
        var program = command.Root.Command!.Program;
        if (files is null || command.File.FullPath is not { } launcher || !program.EndsWith(".py", StringComparison.Ordinal)
            || program.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            return null;
        }

        for (var folder = Path.GetDirectoryName(launcher); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.GetFullPath(Path.Combine(folder, program));
            if (files.IsInside(candidate) && files.Read(candidate) is { } script)
            {
                return script.Source;
            }

            if (!files.IsInside(folder))
            {
                break;
            }
        }

        return null;
    }
}
