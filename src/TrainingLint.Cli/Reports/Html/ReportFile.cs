using System;
using System.IO;
using System.Text;

namespace TrainingLint.Cli.Reports.Html;

/// <summary>
/// A report's place on disk. It is opened before the long work, so that a path that cannot be written is known at once; the page is written
/// beside its place and moved there when it is whole.
/// </summary>
internal sealed class ReportFile : IDisposable
{
    private const int UnixNoSpace = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    private readonly string _target;
    private readonly string _draft;
    private readonly FileStream _stream;

    private ReportFile(string target, string draft, FileStream stream) => (_target, _draft, _stream) = (target, draft, stream);

    /// <summary>Reserves a place.</summary>
    /// <exception cref="UsageException">Nothing can be written there.</exception>
    public static ReportFile Reserve(string path, TerminalIo io)
    {
        var target = Path.GetFullPath(path, io.Directory);
        var folder = Path.GetDirectoryName(target);
        if (folder is null || Directory.Exists(target))
        {
            throw new UsageException("--report wants a file, but '" + path + "' is a folder.");
        }

        if (!Directory.Exists(folder))
        {
            throw new UsageException("the report cannot be written to '" + path + "': there is no folder '" + folder.Replace('\\', '/') + "'.");
        }

        var draft = Path.Combine(folder, "." + Path.GetFileName(target) + "." + Path.GetRandomFileName());
        try
        {
            return new ReportFile(target, draft, new FileStream(draft, FileMode.CreateNew, FileAccess.Write));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("the report cannot be written to '" + path + "': " + Reason(failure) + ".");
        }
    }

    /// <summary>Writes the page and puts it into its place; whatever stood there before stays when that fails.</summary>
    /// <returns>Null, or why it failed.</returns>
    public string? Publish(Action<TextWriter> write)
    {
        try
        {
            using (var writer = new StreamWriter(_stream, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" })
            {
                write(writer);
            }

            File.Move(_draft, _target, overwrite: true);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Reason(failure);
        }
    }

    /// <summary>Leaves nothing behind when no page was published.</summary>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
            File.Delete(_draft);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The folder is gone or full: there is nothing left to tidy, and the failure has been reported where it mattered.
        }
    }

    private static string Reason(Exception failure) =>
        failure.HResult is UnixNoSpace or WindowsDiskFull ? "the disk is full"
        : failure is UnauthorizedAccessException ? "it may not be written there"
        : "the folder does not take it";
}
