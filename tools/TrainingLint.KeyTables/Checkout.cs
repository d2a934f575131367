using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.KeyTables.Python;

namespace TrainingLint.KeyTables;

/// <summary>A framework's sources on disk, read as text. An older checkout may lack some of the places.</summary>
internal sealed class Checkout(string folder, bool isOlder = false)
{
    /// <summary>The text of a file.</summary>
    public string Text(string path) => File.ReadAllText(Path.Combine(folder, path));

    /// <summary>The files below a folder whose names end in a way, in a fixed order; none where this version has no such folder.</summary>
    public IEnumerable<string> Files(string below, string ending) =>
        !Directory.Exists(Path.Combine(folder, below)) ? []
            : Directory.EnumerateFiles(Path.Combine(folder, below), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => file.EndsWith(ending, StringComparison.Ordinal)).OrderBy(file => file, StringComparer.Ordinal);

    /// <summary>The classes of some files by name; of two of one name the first counts.</summary>
    public IReadOnlyDictionary<string, PythonClass> Classes(IEnumerable<string> paths) =>
        paths.SelectMany(path => PythonClass.In(Text(path), path)).GroupBy(one => one.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>The keys of some classes at the top of a document.</summary>
    public IEnumerable<DeclaredKey> ClassKeys(IEnumerable<string> paths, params string[] names)
    {
        var classes = Classes(paths);
        var keys = new Extraction.ClassKeys(classes);
        return names.Where(name => !isOlder || classes.ContainsKey(name)).SelectMany(name => keys.Of(name))
            .GroupBy(key => key.Path, StringComparer.Ordinal).Select(Extraction.ClassKeys.Merged);
    }

    /// <summary>The flags of a program.</summary>
    public IEnumerable<DeclaredKey> ArgumentKeys(params string[] paths) =>
        paths.SelectMany(path => Extraction.ArgumentKeys.In(Text(path), path));

    /// <summary>The parameters of a constructor.</summary>
    public IEnumerable<DeclaredKey> ParameterKeys(string path, string name, string prefix) =>
        Extraction.ParameterKeys.Of(Text(path), path, name, Classes([path]), prefix);

    /// <summary>The parameters of some functions and constructors, for a section that names one of them: a key has a default only where
    /// they agree.</summary>
    public IEnumerable<DeclaredKey> ComponentKeys(IEnumerable<string> paths, string section, Func<string, bool> areMeant) =>
        paths.SelectMany(path => Extraction.ParameterKeys.Names(Text(path)).Where(areMeant)
            .SelectMany(name => ParameterKeys(path, name, section + ".")))
        .GroupBy(key => key.Path, StringComparer.Ordinal).Select(Extraction.ClassKeys.Merged);

    /// <summary>The keys that programs read from their config, whatever they call it.</summary>
    public IEnumerable<DeclaredKey> ReadKeys(IEnumerable<string> paths, string root) =>
        paths.SelectMany(path => Extraction.ReadKeys.In(Text(path), path, root))
            .GroupBy(key => key.Path, StringComparer.Ordinal).Select(Extraction.ClassKeys.Merged);

    /// <summary>The keys that configs of the repository write, where nothing declares them: with types, but without defaults.</summary>
    public IEnumerable<DeclaredKey> UsedKeys(IEnumerable<string> paths, string prefix = "") =>
        paths.SelectMany(path => YamlKeys(path, prefix)).Select(key => key with { Default = "" })
            .GroupBy(key => key.Path, StringComparer.Ordinal).Select(Extraction.ClassKeys.Merged);

    /// <summary>The keys of yacs defaults.</summary>
    public IEnumerable<DeclaredKey> YacsKeys(string root, params string[] paths) =>
        paths.SelectMany(path => Extraction.YacsKeys.In(Text(path), path, root));

    /// <summary>The keys of a YAML file of defaults.</summary>
    public IEnumerable<DeclaredKey> YamlKeys(string path, string prefix = "") => Extraction.YamlKeys.In(Text(path), path, prefix);
}
