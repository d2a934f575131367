using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.IO.Compression;

namespace TrainingLint.Release;

/// <summary>A <c>.tar.gz</c> that has the same bytes for the same files.</summary>
internal static class Tarball
{
    /// <summary>Writes files in their order.</summary>
    public static void Write(string path, IEnumerable<PackedFile> files)
    {
        using var stream = File.Create(path);
        using var packed = new GZipStream(stream, CompressionLevel.SmallestSize);
        using var writer = new TarWriter(packed, TarEntryFormat.Ustar);
        foreach (var file in files)
        {
            using var content = new MemoryStream(file.Content);
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, file.Path)
            {
                DataStream = content,
                Mode = (UnixFileMode)file.Mode,
                ModificationTime = PackedFile.Time,
            });
        }
    }
}
