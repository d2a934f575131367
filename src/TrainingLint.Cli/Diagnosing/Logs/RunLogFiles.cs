using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>Finds the files of a run's log and reads them.</summary>
internal static class RunLogFiles
{
    private const string Wanted = "wanted is trainer_state.json, an event file of TensorBoard, a CSV with a header, or JSON lines";
    private const int DeepestEvents = 3;
    private const int MostFiles = 500;

    /// <summary>Text beyond this size is not read; a log of a million steps has a tenth of it.</summary>
    private const long LargestText = 1L << 28;

    private static readonly string[] TextPatterns = ["metrics.csv", "progress.csv", "results.csv", "log.csv", "*.csv", "*.log.json", "*.jsonl", "metrics.json", "log.json"];

    /// <summary>Reads the log of a run.</summary>
    /// <param name="path">Absolute path of a file or a directory.</param>
    /// <param name="shown">The same as the user wrote it.</param>
    /// <exception cref="UsageException">There is no such log, or there are several.</exception>
    /// <exception cref="LogFormatException">Nothing of it can be read.</exception>
    public static RunLog Read(string path, string shown)
    {
        try
        {
            return Directory.Exists(path) ? ReadDirectory(path, shown)
                : File.Exists(path) ? ReadFile(path, shown)
                : throw new UsageException("there is no log '" + shown + "'; name a file, or the directory of a run.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LogFormatException(shown + ": cannot be read; check its permissions");
        }
    }

    private static RunLog ReadDirectory(string path, string shown)
    {
        if (TrainerState(path) is { } state)
        {
            return ReadFile(state, Join(shown, path, state));
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestEvents, IgnoreInaccessible = true };
        var events = Directory.EnumerateFiles(path, "*tfevents*", options).Take(MostFiles).Order(StringComparer.Ordinal).ToArray();
        if (events.Length > 0)
        {
            return ReadEvents(path, shown, events);
        }

        foreach (var pattern in TextPatterns)
        {
            var found = Directory.EnumerateFiles(path, pattern).Take(MostFiles).Order(StringComparer.Ordinal).ToArray();
            if (found.Length == 1)
            {
                return ReadFile(found[0], Join(shown, path, found[0]));
            }

            if (found.Length > 1)
            {
                throw new UsageException("'" + shown + "' holds several logs; name one: "
                    + string.Join(", ", found.Take(5).Select(file => "'" + Join(shown, path, file) + "'")) + ".");
            }
        }

        throw new UsageException("'" + shown + "' holds no log; " + Wanted + ".");
    }

    /// <summary>The state beside the model, or that of the last checkpoint.</summary>
    private static string? TrainerState(string path)
    {
        const string Name = "trainer_state.json";
        var own = Path.Combine(path, Name);
        return File.Exists(own) ? own
            : Directory.EnumerateDirectories(path, "checkpoint-*").Take(MostFiles).Select(directory => Path.Combine(directory, Name)).Where(File.Exists)
                .OrderBy(file => int.TryParse(Path.GetFileName(Path.GetDirectoryName(file))!["checkpoint-".Length..], NumberStyles.None,
                    CultureInfo.InvariantCulture, out var step) ? step : -1)
                .LastOrDefault();
    }

    private static RunLog ReadEvents(string root, string shown, IReadOnlyList<string> files)
    {
        var log = new LogBuilder(LogFormat.Events);
        foreach (var file in files)
        {
            var name = Join(shown, root, file);
            var directory = Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Replace('\\', '/');
            log.Begin(name);
            using var stream = File.OpenRead(file);
            if (stream.Length == 0)
            {
                log.Problem(name + ": byte 0: the file is empty; wanted is an event file of TensorBoard");
            }

            EventFile.Read(stream, name, directory == "." ? "" : directory + "/", log);
        }

        return log.Build(Wanted);
    }

    private static RunLog ReadFile(string path, string shown)
    {
        var start = new byte[16];
        long length;
        using (var stream = File.OpenRead(path))
        {
            length = stream.Length;
            stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }

        if (length == 0)
        {
            throw new LogFormatException(shown + ": byte 0: the file is empty; " + Wanted);
        }

        if (EventFile.IsRecord(start) || Path.GetFileName(path).Contains("tfevents", StringComparison.Ordinal))
        {
            return ReadEvents(Path.GetDirectoryName(path)!, Path.GetDirectoryName(shown)!, [path]);
        }

        return length <= LargestText
            ? ReadText(File.ReadAllBytes(path), shown)
            : throw new LogFormatException(FormattableString.Invariant(
                $"{shown}: {length >> 20} MB, and at most {LargestText >> 20} MB are read; name a part of the log"));
    }

    private static RunLog ReadText(byte[] text, string shown)
    {
        var first = Array.FindIndex(text, letter => letter > ' ' && letter < 0x7F);
        if (Array.IndexOf(text, (byte)0) is >= 0 and var zero)
        {
            throw new LogFormatException(FormattableString.Invariant($"{shown}: byte {zero}: a zero byte, so this is no text; {Wanted}"));
        }

        var isJson = first >= 0 && text[first] is (byte)'{' or (byte)'[';
        var isDocument = isJson && JsonLog.IsDocument(text);
        var log = new LogBuilder(!isJson ? LogFormat.Csv : isDocument && text[first] == '{' ? LogFormat.TrainerState : LogFormat.JsonLines);
        log.Begin(shown);
        if (isDocument)
        {
            JsonLog.ReadDocument(text, shown, log);
        }
        else if (isJson)
        {
            JsonLog.ReadLines(text, shown, log);
        }
        else
        {
            CsvLog.Read(text, shown, log);
        }

        return log.Build(Wanted);
    }

    private static string Join(string shown, string root, string file)
    {
        var relative = Path.GetRelativePath(root, file).Replace('\\', '/');
        return shown.Length == 0 || shown == "." ? relative : shown.TrimEnd('/', '\\') + "/" + relative;
    }
}
