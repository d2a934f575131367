using System;
using System.IO;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>Between the addresses of the protocol and paths on disk.</summary>
internal static class DocumentUri
{
    /// <summary>The absolute path of a file; null for anything that is no file, such as an untitled document.</summary>
    public static string? PathOf(string uri)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || !parsed.IsFile)
        {
            return null;
        }

        // VS Code writes the drive as /c%3A/, which .NET takes for a folder of that name.
        var path = parsed.LocalPath;
        if (OperatingSystem.IsWindows() && path.Length > 2 && path[0] is '/' or '\\' && path[2] == ':')
        {
            path = path[1..];
        }

        return path.Length > 0 && path.IndexOf('\0') < 0 ? Path.GetFullPath(path) : null;
    }

    /// <summary>The address of a file.</summary>
    public static string Of(string fullPath) =>
        "file://" + (fullPath.StartsWith('/') ? "" : "/")
            + string.Join('/',
            Array.ConvertAll(fullPath.Replace('\\', OperatingSystem.IsWindows() ? '/' : '\\').Split('/'), Uri.EscapeDataString));
}
