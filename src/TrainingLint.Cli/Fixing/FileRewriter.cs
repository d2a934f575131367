using System;
using System.IO;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Cli.Fixing;

/// <summary>Puts another text in the place of a file's, byte for byte the same elsewhere, and never half of it.</summary>
internal static class FileRewriter
{
    /// <summary>Writes the text; null when done, otherwise why the file was left as it is.</summary>
    public static string? Rewrite(SourceFile source, string newText, string root)
    {
        if (source.FullPath is not { } named)
        {
            return "it is no file on disk";
        }

        try
        {
            var path = TargetOf(named);
            if (LeavesRoot(named, path, root))
            {
                return "it is a link that leads out of the repository; change the file that it leads to";
            }

            if ((File.GetAttributes(path) & FileAttributes.ReadOnly) != 0)
            {
                return "it is read-only; change its permissions first";
            }

            if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(source.Encode(source.Text)))
            {
                return "it was changed on disk in the meantime; run the command again";
            }

            Replace(path, source.Encode(newText));
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "it cannot be written; check the permissions of the file and its directory";
        }
    }

    // Also where a directory above it is the link. A file that was named from elsewhere is wanted there.
    private static bool LeavesRoot(string named, string path, string root)
    {
        var inside = root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar;
        if (!named.StartsWith(inside, StringComparison.Ordinal))
        {
            return false;
        }

        for (var at = Path.GetDirectoryName(named); at is not null && at.Length >= inside.Length; at = Path.GetDirectoryName(at))
        {
            if (Directory.ResolveLinkTarget(at, returnFinalTarget: true) is { } target
                && !(target.FullName + Path.DirectorySeparatorChar).StartsWith(inside, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return !path.StartsWith(inside, StringComparison.Ordinal);
    }

    /// <summary>The file that is changed under a name: what a link leads to, not the link.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>Writes a file as a whole: to a temporary file beside it, then in its place.</summary>
    public static void Replace(string named, byte[] bytes)
    {
        var path = TargetOf(named);
        var temporary = path + ".traininglint-" + Guid.NewGuid().ToString("N")[..8];
        try
        {
            File.WriteAllBytes(temporary, bytes);
            if (!OperatingSystem.IsWindows() && File.Exists(path))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
