using System.Formats.Tar;
using System.IO;

namespace TrainingLint.Cli.Files;

/// <summary>Pipes, devices and sockets under the name of a config: they have no content of their own, and opening one may never end.</summary>
internal static class SpecialFile
{
    /// <summary>What a path leads to, as in "a pipe"; null for a regular file, also an empty one.</summary>
    /// <exception cref="IOException">There is no such path, or it cannot be looked at.</exception>
    /// <exception cref="System.UnauthorizedAccessException">It may not be looked at.</exception>
    public static string? KindOf(string fullPath)
    {
        var file = new FileInfo(fullPath);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return file is { Exists: true, Length: 0 } ? KindOfEmpty(file.FullName) : null;
    }

    // The archiver asks the system for the kind of an entry, and opens regular files only.
    private static string? KindOfEmpty(string fullPath)
    {
        using var archive = new MemoryStream();
        try
        {
            using (var writer = new TarWriter(archive, leaveOpen: true))
            {
                writer.WriteEntry(fullPath, "entry");
            }
        }
        catch (IOException) when (File.Exists(fullPath))
        {
            return "a socket";
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()?.EntryType switch
        {
            TarEntryType.Fifo => "a pipe",
            TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "a device",
            _ => null,
        };
    }
}
