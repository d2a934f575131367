using System;
using System.IO;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Cli.Files;

/// <summary>The first pass over files of formats that mostly hold other things than settings, such as programs: one look at their bytes.</summary>
internal static class MarkedFiles
{
    /// <summary>True for a file on disk that by its bytes can hold no training settings. Failing to read it is told by whoever reads it next.</summary>
    public static bool TrainsNothing(string fullPath)
    {
        if (ConfigFormats.Find(fullPath) is not { Marks: not null } format)
        {
            return false;
        }

        try
        {
            return !format.MayTrain(File.ReadAllBytes(fullPath));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
