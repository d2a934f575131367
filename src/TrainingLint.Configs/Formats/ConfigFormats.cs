using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Formats.Toml;

namespace TrainingLint.Configs.Formats;

/// <summary>The formats that are read. Whoever looks for configs, or parses one, asks here.</summary>
public static class ConfigFormats
{
    /// <summary>YAML, which is also what a text without a telling name is taken for.</summary>
    public static ConfigFormat Yaml { get; } = new YamlFormat();

    /// <summary>JSON.</summary>
    public static ConfigFormat Json { get; } = new JsonFormat();

    /// <summary>TOML.</summary>
    public static ConfigFormat Toml { get; } = new TomlFormat();

    /// <summary>INI.</summary>
    public static ConfigFormat Ini { get; } = new IniFormat();

    /// <summary>The text format of protocol buffers.</summary>
    public static ConfigFormat TextProto { get; } = new TextProtoFormat();

    /// <summary>Shell scripts.</summary>
    public static ConfigFormat Shell { get; } = new ShellFormat();

    /// <summary>All formats; the first whose name fits reads a file.</summary>
    public static IReadOnlyList<ConfigFormat> All { get; } =
    [
        Yaml, Json, new PythonFormat(), new NotebookFormat(), Toml, Ini, TextProto, new JsonnetFormat(),
        Shell, new WindowsScriptFormat(isPowerShell: false), new WindowsScriptFormat(isPowerShell: true), new MakefileFormat(),
        new MarkdownFormat(),
    ];

    /// <summary>The endings of all names that a config may have, for people: <c>.yaml, .yml or .json</c>.</summary>
    public static string Endings
    {
        get
        {
            string[] endings = [.. All.Where(format => format.IsLookedFor).SelectMany(format => format.Extensions)];
            return string.Join(", ", endings.Take(endings.Length - 1)) + " or " + endings[endings.Length - 1];
        }
    }

    /// <summary>The format of a file by its name; null for a name that no config has.</summary>
    public static ConfigFormat? Find(string path)
    {
        var name = FileName(path);
        return All.FirstOrDefault(format => format.Fits(name));
    }

    /// <summary>The format of a text by its name; YAML where the name says nothing.</summary>
    public static ConfigFormat Of(string path) => Find(path) ?? Yaml;

    /// <summary>Parses a text in the format that its name says. Never throws.</summary>
    public static ParsedFile Parse(SourceFile source) => source.Format.Parse(source);

    // Display paths have slashes whatever the system; only the last segment is asked for.
    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\', Path.DirectorySeparatorChar]) + 1);
}
