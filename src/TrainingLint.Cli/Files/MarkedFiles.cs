using System;
using System.IO;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Cli.Files;

/// <summary>The first pass over files of formats that mostly hold other things than settings, such as programs: one look at their bytes.</summary>
internal static class MarkedFiles
{
    // Vocabularies, annotations and measurements; a config of this size is rare, and parsing all of them takes minutes.
    private const int LargeData = 1 << 18;

    private static readonly ByteMarks TrainingKeys = new(["lr\"", "LR\"", "lr0\"", "earning_rate", "earningRate", "EARNING_RATE", "ptimizer", "PTIMIZER", "batch_size\"", "epochs\""]);

    /// <summary>True for a large JSON file in whose bytes no key of a training stands.</summary>
    public static bool IsData(string fullPath)
    {
        try
        {
            return fullPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                && new FileInfo(fullPath) is { Exists: true, LinkTarget: null, Length: > LargeData and <= DocumentLimits.FileBytes }
                && File.ReadAllBytes(fullPath) is var bytes && Array.IndexOf(bytes, (byte)0) < 0 && !TrainingKeys.Occur(bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>True for a file on disk that by its bytes can hold no training settings. Failing to read it is told by whoever reads it next.</summary>
    public static bool TrainsNothing(string fullPath)
    {
        if (ConfigFormats.Find(fullPath) is not { Marks: not null } format)
        {
            return false;
        }

        try
        {
            return RegularFile.Read(fullPath, DocumentLimits.FileBytes) is { } bytes && !format.MayTrain(bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
