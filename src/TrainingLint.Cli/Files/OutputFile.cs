using System;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Fixing;

namespace TrainingLint.Cli.Files;

/// <summary>A file that is written at the end of long work, as a whole or not at all. That it can be written is known before the work begins.</summary>
internal sealed class OutputFile
{
    private const int UnixNoSpace = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    private readonly string _path;
    private readonly string _shown;

    private OutputFile(string path, string shown) => (_path, _shown) = (path, shown);

    /// <summary>Makes sure that a file can be written at a place.</summary>
    /// <param name="option">The option that names the file, for messages.</param>
    /// <param name="shown">The file, as the user wrote it.</param>
    /// <param name="io">Whose directory counts.</param>
    /// <exception cref="UsageException">Nothing can be written there.</exception>
    public static OutputFile At(string option, string shown, TerminalIo io)
    {
        var path = Target(Path.GetFullPath(shown, io.Directory));
        if (Directory.Exists(path))
        {
            throw new UsageException(option + " wants a file, but '" + shown + "' is a directory.");
        }

        MustBeRegular(option, shown, path);
        if (Path.GetDirectoryName(path) is not { } directory || !Directory.Exists(directory))
        {
            throw UsageException.Unwritable("'" + shown + "' cannot be written: its directory does not exist; create it first.");
        }

        try
        {
            if (File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0)
            {
                throw UsageException.Unwritable("'" + shown + "' cannot be written: it is read-only; change its permissions first.");
            }

            var trial = path + ".traininglint-" + Guid.NewGuid().ToString("N")[..8];
            using (new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                return new OutputFile(path, shown);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw UsageException.Unwritable("'" + shown + "' cannot be written; check the permissions of its directory.");
        }
    }

    /// <summary>Writes the file; null when done, otherwise what to tell the user.</summary>
    public string? Write(byte[] bytes)
    {
        try
        {
            FileRewriter.Replace(_path, bytes);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "'" + _shown + "' could be written before the work began, and now cannot: " + Reason(failure) + ".";
        }
    }

    /// <summary>Refuses to write over a config that a run has judged, and what is no regular file.</summary>
    /// <param name="option">The option that names the file, for messages.</param>
    /// <param name="shown">The file, as the user wrote it.</param>
    /// <param name="run">The run.</param>
    /// <param name="io">Whose directory counts.</param>
    /// <exception cref="UsageException">It would be lost.</exception>
    public static void MustSpare(string option, string shown, LintRun run, TerminalIo io)
    {
        var path = Target(Path.GetFullPath(shown, io.Directory));
        MustBeRegular(option, shown, path);
        if (run.Files.Any(file => file.File.IsTraining && Target(Path.GetFullPath(file.File.Path, io.Directory)) == path))
        {
            throw new UsageException("'" + shown + "' is one of the configs that are checked; name another file to write to.");
        }
    }

    private static void MustBeRegular(string option, string shown, string path)
    {
        if (File.Exists(path) && SpecialFile.KindOf(path) is { } kind)
        {
            throw new UsageException(option + " wants a file, but '" + shown + "' is " + kind + "; write to standard output and redirect that.");
        }
    }

    // Links in a circle are told of when they are written to.
    private static string Target(string path)
    {
        try
        {
            return FileRewriter.TargetOf(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static string Reason(Exception failure) =>
        failure.HResult is UnixNoSpace or WindowsDiskFull ? "the disk is full"
        : failure is UnauthorizedAccessException ? "it may not be written there any more"
        : "its directory does not take it";
}
