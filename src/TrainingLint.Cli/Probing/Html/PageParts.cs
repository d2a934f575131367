using System;
using System.IO;

namespace TrainingLint.Cli.Probing.Html;

/// <summary>The parts of the page that are files of their own in the sources.</summary>
internal static class PageParts
{
    private const string Prefix = "TrainingLint.Cli.Report.";

    /// <summary>A text that every build has.</summary>
    public static string Text(string name)
    {
        using var stream = Open(name) ?? throw new InvalidOperationException("the tool lacks its resource " + name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>plotly.js, compressed with gzip and in base64; null in a build without npm.</summary>
    public static string? Plotly()
    {
        using var stream = Open("plotly.min.js.gz");
        if (stream is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static Stream? Open(string name) => typeof(PageParts).Assembly.GetManifestResourceStream(Prefix + name);
}
