using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;

namespace TrainingLint.Configs.Programs;

/// <summary>
/// The programs that stand beside configs, as a host supplies them; read once, and only when a config of no framework asks. The same
/// text is scanned once however often the repository is looked at.
/// </summary>
public sealed class ProgramSources
{
    /// <summary>Most source files that an index holds; a larger repository is no program of one config, and has none.</summary>
    public const int MostFiles = 6000;

    /// <summary>Largest source file that is read, in bytes; what is larger is data.</summary>
    public const int MostBytes = 1 << 20;

    private const int MostCached = 4 * MostFiles;

    private static readonly ConcurrentDictionary<string, SourceScan> Scans = new(StringComparer.Ordinal);

    private readonly Func<string, string?> _rootOf;
    private readonly Func<string, IReadOnlyList<SourceFileName>> _list;
    private readonly Func<SourceFileName, string?> _read;
    private readonly ConcurrentDictionary<string, Lazy<ProgramIndex?>> _indexes = new(StringComparer.Ordinal);

    /// <summary>Programs from wherever the host keeps them.</summary>
    /// <param name="rootOf">The root of the repository that holds a config, by the config's absolute path; null where there is
    /// none.</param>
    /// <param name="list">The source files below a root in stable order, at most one more than <see cref="MostFiles"/>.</param>
    /// <param name="read">The text of one of them; null when it is too large, gone or no text.</param>
    public ProgramSources(Func<string, string?> rootOf, Func<string, IReadOnlyList<SourceFileName>> list, Func<SourceFileName,
        string?> read) =>
        (_rootOf, _list, _read) = (rootOf, list, read);

    /// <summary>True for names of source files that are looked at.</summary>
    public static bool IsSource(string path) => IsPython(path)
        || path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".cpp", StringComparison.Ordinal) || path.EndsWith(".cc",
        StringComparison.Ordinal)
        || path.EndsWith(".h", StringComparison.Ordinal) || path.EndsWith(".hpp", StringComparison.Ordinal);

    /// <summary>Directories whose programs are not the repository's own. A Python project keeps its scripts in <c>bin</c> and the
    /// environments of its agents in <c>env</c>, which elsewhere hold no sources but those below <c>site-packages</c>.</summary>
    public static bool IsForeign(string directoryName) =>
        directoryName.Length > 0 && (directoryName[0] == '.'
            || directoryName is "node_modules" or "__pycache__" or "venv" or "site-packages" or "build" or "dist" or "obj");

    /// <summary>What the programs beside a config say; null where there are none.</summary>
    /// <param name="fullPath">Absolute path of the config.</param>
    public ProgramIndex? IndexFor(string fullPath) =>
        _rootOf(fullPath) is { } root ? _indexes.GetOrAdd(root, at => new Lazy<ProgramIndex?>(() => Build(at))).Value : null;

    private ProgramIndex? Build(string root)
    {
        var files = _list(root);
        if (files.Count is 0 or > MostFiles)
        {
            return null;
        }

        var scans = new SourceScan?[files.Count];
        Parallel.For(0, files.Count, i => scans[i] = _read(files[i]) is { } text ? ScanOf(text, IsPython(files[i].Path)) : null);
        return new ProgramIndex([.. files.Zip(scans, (file, scan) => (file, scan)).Where(pair => pair.scan is not null).Select(pair =>
            (pair.file, pair.scan!))]);
    }

    private static bool IsPython(string path) => path.EndsWith(".py", StringComparison.Ordinal);

    private static SourceScan ScanOf(string text, bool isPython)
    {
        if (Scans.Count > MostCached)
        {
            Scans.Clear();
        }

        return Scans.GetOrAdd((isPython ? "p" : "c") + HashOf(text), _ => SourceScanner.Scan(text, isPython));
    }

    private static string HashOf(string text)
    {
        using var hash = SHA256.Create();
        return Convert.ToBase64String(hash.ComputeHash(System.Text.Encoding.Unicode.GetBytes(text)));
    }
}
