using System;
using System.Buffers.Text;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace TrainingLint.Playground;

/// <summary>
/// A text in the fragment of an address, which browsers send to no server: the file's name, the number of letters, and the text in
/// UTF-8, deflated, in base64url, with colons between.
/// </summary>
internal static class SharedLink
{
    /// <summary>Longest fragment that is made or taken, in letters; chat programs and mail cut longer addresses.</summary>
    public const int MostLetters = 8_000;

    /// <summary>The fragment for a text; null when it would be too long.</summary>
    public static string? Write(string name, string text)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(Encoding.UTF8.GetBytes(text));
        }

        var fragment = FormattableString.Invariant($"{name}:{text.Length}:") + Base64Url.EncodeToString(packed.ToArray());
        return fragment.Length <= MostLetters ? fragment : null;
    }

    /// <summary>The name and text of a fragment; null for one that nobody made here, or that unfolds to more than is judged.</summary>
    public static (string Name, string Text)? Read(string fragment)
    {
        var parts = fragment.Split(':');
        if (parts.Length != 3 || fragment.Length > MostLetters || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var letters))
        {
            return null;
        }

        try
        {
            var packed = Base64Url.DecodeFromChars(parts[2]);
            using var deflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            return Unfold(deflate) is { } text && text.Length == letters ? (parts[0], text) : null;
        }
        catch (Exception broken) when (broken is FormatException or InvalidDataException or DecoderFallbackException)
        {
            return null;
        }
    }

    // A few letters can unfold to gigabytes: no more is taken than a text may be long.
    private static string? Unfold(Stream stream)
    {
        var bytes = new byte[(3 * Judgement.MostLetters) + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == bytes.Length ? null : new UTF8Encoding(false, true).GetString(bytes, 0, length);
    }
}
