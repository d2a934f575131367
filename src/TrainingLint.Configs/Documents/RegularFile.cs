using System;
using System.IO;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// Reads files of a known size. A pipe would wait for somebody to write, and a device may never end; neither has a size, so neither
/// is opened: what has none is empty.
/// </summary>
public static class RegularFile
{
    /// <summary>The bytes of a file; null for one that is longer than the limit.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[]? Read(string fullPath, long limit)
    {
        var length = new FileInfo(fullPath).Length;
        if (length > limit)
        {
            return null;
        }

        if (length == 0)
        {
            return [];
        }

        using var stream = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[length];
        var read = 0;
        while (read < bytes.Length && stream.Read(bytes, read, bytes.Length - read) is var more and > 0)
        {
            read += more;
        }

        Array.Resize(ref bytes, read);
        return bytes;
    }
}
