using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading;
using TrainingLint.Cli.Files;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Cli.Watching;

/// <summary>Changes of the files below a directory that a check may read, as the operating system tells of them.</summary>
internal sealed class FileChanges : IChangeSource
{
    // An editor that saves a file writes several times in a row, which is one change to people.
    private const int MostJoined = 20;
    private static readonly TimeSpan Lull = TimeSpan.FromMilliseconds(50);

    private static readonly string[] OthersFolders = [".git", "node_modules", ".venv", "__pycache__"];

    private readonly BlockingCollection<string> _changed = [];
    private readonly FileSystemWatcher _watcher;
    private readonly string _directory;
    private readonly CancellationToken _stop;
    private Exception? _failure;

    private FileChanges(string directory, CancellationToken stop)
    {
        (_directory, _stop) = (directory, stop);
        _watcher = new FileSystemWatcher(directory)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        _watcher.Changed += (_, change) => Note(change.FullPath);
        _watcher.Created += (_, change) => Note(change.FullPath);
        _watcher.Deleted += (_, change) => Note(change.FullPath);
        _watcher.Renamed += (_, change) =>
        {
            Note(change.OldFullPath);
            Note(change.FullPath);
        };
        _watcher.Error += (_, error) =>
        {
            _failure = error.GetException();
            _changed.Add(directory);
        };
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Changes below a directory, from now on until the token is cancelled.</summary>
    /// <exception cref="UsageException">There is no such directory, or it cannot be watched.</exception>
    public static IChangeSource Below(string directory, CancellationToken stop)
    {
        try
        {
            return new FileChanges(directory, stop);
        }
        catch (Exception failure) when (failure is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw Unwatchable(directory, failure);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="UsageException">The system does not tell of changes, as where too many directories are watched.</exception>
    public bool Wait()
    {
        try
        {
            _changed.Take(_stop);
            for (var joined = 0; joined < MostJoined && _changed.TryTake(out _, Lull); joined++)
            {
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        // After an overflow of its buffer the watcher goes on; what was lost is made up for by looking at everything again.
        return _failure is null or InternalBufferOverflowException
            ? true
            : throw Unwatchable(_directory, _failure);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watcher.Dispose();
        _changed.Dispose();
    }

    /// <summary>True for a path, relative to the watched directory, whose change may change what a check finds.</summary>
    public static bool Matters(string relativePath)
    {
        var parts = relativePath.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var name = parts[^1];
        return !parts.SkipLast(1).Any(folder => OthersFolders.Contains(folder, StringComparer.Ordinal))
            && (FileDiscovery.IsConfig(name)
                || SettingsFile.FileNames.Contains(name, StringComparer.Ordinal)
                || name is ".editorconfig" or ".gitignore"
                || Path.GetExtension(name) is ".py" or ".cs" or ".csproj");
    }

    private static UsageException Unwatchable(string directory, Exception failure) =>
        new("changes below '" + directory + "' cannot be watched: " + failure.Message.TrimEnd('.') + ".");

    private void Note(string fullPath)
    {
        if (Matters(Path.GetRelativePath(_directory, fullPath)))
        {
            _changed.Add(fullPath);
        }
    }
}
