using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.KeyTables;

/// <summary>How a table names a checkout: the version that the framework's own sources give, and the commit in short.</summary>
internal static partial class CheckoutLabel
{
    /// <summary>The word that asks for the version of the sources.</summary>
    public const string OfTheSources = "-";

    private const int Short = 8;

    private static readonly string[] Declarations = ["VERSION", "VERSION.txt", "version.txt", "pyproject.toml", "setup.cfg", "setup.py"];

    /// <summary>The version as it is asked for, or that of the sources; empty where these count none.</summary>
    /// <param name="folder">The checkout.</param>
    /// <param name="asked">The version, or <see cref="OfTheSources"/>.</param>
    public static string Version(string folder, string asked) => asked != OfTheSources ? asked
        : Packages(folder).Concat(Declarations.Select(name => Path.Combine(folder, name))).Where(File.Exists).Select(VersionIn)
            .FirstOrDefault(version => version.Length > 0) ?? "";

    /// <summary>The first letters of a commit.</summary>
    public static string Commit(string commit) => commit.Length > Short ? commit[..Short] : commit;

    // ultralytics/__init__.py, src/axolotl/version.py: __version__ = "8.4.12"
    private static string[] Packages(string folder)
    {
        string[] tops = [folder, Path.Combine(folder, "src")];
        return
        [
            .. tops.Where(Directory.Exists).SelectMany(top => Directory.EnumerateDirectories(top).Order(StringComparer.Ordinal))
                .SelectMany(package => new[] { "__init__.py", "version.py", "_version.py" }.Select(name => Path.Combine(package, name))),
        ];
    }

    private static string VersionIn(string path)
    {
        var text = File.ReadAllText(path);
        return Declared().Match(text) is { Success: true } declared ? declared.Groups[1].Value
            : Alone().Match(text) is { Success: true } alone ? alone.Groups[1].Value : "";
    }

    [GeneratedRegex(
        "^\\s*(?:__version__|version)\\s*=\\s*[\"']?([0-9][0-9A-Za-z.+-]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Declared();

    [GeneratedRegex(@"\A\s*([0-9]+(?:\.[0-9A-Za-z+-]+)+)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Alone();
}
