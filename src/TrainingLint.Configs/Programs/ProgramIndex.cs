using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Programs;

/// <summary>What the programs of a repository say, taken together. Tests and examples count as prose: they read no config of a
/// run.</summary>
public sealed class ProgramIndex
{
    private readonly Dictionary<string, (int File, int Line, bool IsKey)> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _prose = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pieces = new(StringComparer.Ordinal);
    private readonly HashSet<string> _converted = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<(SourceFileName File, SourceScan Scan)> _files;
    private readonly Lazy<HashSet<string>> _letters;
    private readonly Lazy<ILookup<string, string>> _keysByLetters;
    private readonly Lazy<Dictionary<string, IReadOnlyList<ProgramDefault>>> _defaults;

    internal ProgramIndex(IReadOnlyList<(SourceFileName File, SourceScan Scan)> files)
    {
        _files = files;
        for (var file = 0; file < files.Count; file++)
        {
            Add(file, files[file].Scan, IsAside(files[file].File.Path));
        }

        _letters = new(() => new HashSet<string>(_names.Keys.Concat(_prose).Select(NameLetters.Of), StringComparer.Ordinal));
        _defaults = new(FindDefaults);
        _keysByLetters = new(() => _names.Where(name => name.Value.IsKey).ToLookup(name => NameLetters.Of(name.Key), name => name.Key,
            StringComparer.Ordinal));
        IsPythonOnly = files.All(pair => pair.File.Path.EndsWith(".py", StringComparison.Ordinal));
        var own = Own.ToArray();
        var loads = own.Where(pair => pair.Scan.PyYamlLoads.Count > 0).ToArray();
        var rates = own.SelectMany(pair => pair.Scan.ScaledRates).ToArray();
        ScalesRate = rates.Length == 0 ? null : Array.Exists(rates, isScaled => isScaled);
        PyYaml = loads.Length > 0 ? LineOf(loads[0].File, loads[0].Scan.PyYamlLoads[0]) : null;
        HasOtherLoader = own.Any(pair => pair.Scan.OtherLoaders.Count > 0) || _prose.Contains("ruamel");
        ConvertsAnything = own.Any(pair => pair.Scan.ConvertsAnything && pair.Scan.PyYamlLoads.Count > 0);
        var trains = own.FirstOrDefault(pair => pair.Scan.TrainingLine > 0);
        Trains = trains.Scan is null ? null : LineOf(trains.File, trains.Scan.TrainingLine);
        SpeaksOfSeeds = _names.Keys.Concat(_prose).Any(word => word.IndexOf("seed", StringComparison.OrdinalIgnoreCase) >= 0
            || word is "RandomState" or "default_rng" or "PRNGKey");
    }

    /// <summary>Where PyYAML reads a file; null where it reads none.</summary>
    public SourceLine? PyYaml { get; }

    /// <summary>True where something else that may convert numbers is about: OmegaConf, ruamel, yacs, typed fields...</summary>
    public bool HasOtherLoader { get; }

    /// <summary>True where a program that loads YAML converts values whatever their key is.</summary>
    public bool ConvertsAnything { get; }

    /// <summary>Where a gradient step is taken; null where nothing trains.</summary>
    public SourceLine? Trains { get; }

    /// <summary>True where a program multiplies a rate on its way to an attribute of that name, false where it hands all of them on as they
    /// are; null where there is no such attribute.</summary>
    public bool? ScalesRate { get; }

    /// <summary>True where any source has a word about seeds.</summary>
    public bool SpeaksOfSeeds { get; }

    /// <summary>Where a word is a name of a program or a string of its own; null where it is neither.</summary>
    public SourceLine? Find(string word) => _names.TryGetValue(word, out var at) ? LineOf(_files[at.File].File, at.Line) : null;

    /// <summary>Where a word is an attribute or a string of its own, as settings are read; null where it is neither.</summary>
    public SourceLine? FindKey(string word) =>
        _names.TryGetValue(word, out var at) && at.IsKey ? LineOf(_files[at.File].File, at.Line) : null;

    /// <summary>True where a word, however it is capitalised or separated, stands anywhere, be it in a comment or as a piece of a
    /// name.</summary>
    public bool Occurs(string word) =>
        _names.ContainsKey(word) || _prose.Contains(word) || _letters.Value.Contains(NameLetters.Of(word)) || _pieces.Any(piece =>
            IsPieceOf(piece, word));

    /// <summary>True where a name of a program contains a word, as <c>get_MyOptimizer</c> does.</summary>
    public bool IsPartOfName(string word) => _names.Keys.Any(name => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The attribute or string that is one slip away from a word, or differs from it in capitals and separators only; null for
    /// none.</summary>
    public string? NearestTo(string word)
    {
        var spelt = IsPythonOnly ? _keysByLetters.Value[NameLetters.Of(word)].Where(name => Slip.IsCaseOrSeparator(word, name)) : [];
        return _names
            .Where(name => name.Value.IsKey && IsPublic(name.Key, word) && Math.Abs(name.Key.Length - word.Length) <= 1
                && Slip.IsOne(word, name.Key))
            .Select(name => name.Key)
            .Concat(spelt.Where(name => IsPublic(name, word)))
            .OrderBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    // self._rate is where a class keeps something, not what it reads.
    private static bool IsPublic(string name, string word) => name[0] != '_' || word[0] == '_';

    /// <summary>True where a word occurs in another spelling only, as to capitals and separators.</summary>
    public bool OccursOtherwise(string word) =>
        IsPythonOnly && !_names.ContainsKey(word) && !_prose.Contains(word) && !_pieces.Any(piece => IsPieceOf(piece, word))
            && _letters.Value.Contains(NameLetters.Of(word));

    /// <summary>True where no program is written in a language whose libraries match names whatever their capitals.</summary>
    public bool IsPythonOnly { get; }

    /// <summary>True where the program converts a value of that name to a number.</summary>
    public bool Converts(string word) => _converted.Contains(word) || _converted.Any(name => name.Length > word.Length
        && name.EndsWith("_" + word, StringComparison.Ordinal));

    /// <summary>True where a condition of the program holds a name against zero, as <c>if max_steps > 0</c> does.</summary>
    public bool AsksForZero(string word) => Own.Any(pair => pair.Scan.Conditions.Contains(word));

    /// <summary>True where a condition of the program holds a name against zero or a negative number, as <c>if freq &lt;= -1</c> does.</summary>
    public bool AsksForSign(string word) => Own.Any(pair => pair.Scan.Conditions.Contains(word) || pair.Scan.Signs.Contains(word));

    /// <summary>True where the program divides one name by another, or takes the remainder.</summary>
    public bool Divides(string number, string by) => Own.Any(pair => pair.Scan.Divisions.Contains((number, by)));

    /// <summary>The values that the program takes where a key is absent, each once, in the order of the files.</summary>
    public IReadOnlyList<ProgramDefault> DefaultsOf(string key) => _defaults.Value.TryGetValue(key, out var found) ? found : [];

    /// <summary>Where a kind of randomness is seeded; null where it is not.</summary>
    public SourceLine? SeedOf(RandomSource source)
    {
        var helpers = new HashSet<string>(_files.SelectMany(pair => pair.Scan.SeedHelpers), StringComparer.Ordinal);
        return Own.SelectMany(pair => pair.Scan.Seeds.Where(seed => seed.Source == source
            && !helpers.Contains(seed.Name)).Select(seed => LineOf(pair.File, seed.Line))).FirstOrDefault();
    }

    /// <summary>Where a global generator is drawn from; null where it is not.</summary>
    public SourceLine? DrawOf(RandomSource source) =>
        Own.SelectMany(pair => pair.Scan.Draws.Where(draw => draw.Source == source).Select(draw => LineOf(pair.File,
            draw.Line))).FirstOrDefault();

    private IEnumerable<(SourceFileName File, SourceScan Scan)> Own => _files.Where(pair => !IsAside(pair.File.Path));

    private void Add(int file, SourceScan scan, bool isAside)
    {
        var words = scan.Words;
        for (var word = 0; word < words.Count; word++)
        {
            if (isAside || words.LineOf(word) == 0)
            {
                _prose.Add(words[word]);
            }
            else if (!_names.TryGetValue(words[word], out var known) || (!known.IsKey && words.KeyLineOf(word) > 0))
            {
                var line = words.KeyLineOf(word);
                _names[words[word]] = (file, line > 0 ? line : words.LineOf(word), line > 0);
            }
        }

        _pieces.UnionWith(scan.Pieces);
        _converted.UnionWith(scan.Converted);
    }

    private Dictionary<string, IReadOnlyList<ProgramDefault>> FindDefaults() => Own
        .SelectMany(pair => pair.Scan.Fallbacks.Select(found => new ProgramDefault(found.Name, found.Text, LineOf(pair.File, found.Line))))
        .GroupBy(found => found.Name, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => (IReadOnlyList<ProgramDefault>)[.. same.GroupBy(found => found.Text,
            StringComparer.Ordinal).Select(equal => equal.First())], StringComparer.Ordinal);

    private static SourceLine LineOf(SourceFileName file, int line) => new(file.Path, file.Shown, line);

    private static bool IsPieceOf(string piece, string word) =>
        piece.Length < word.Length && (word.StartsWith(piece, StringComparison.OrdinalIgnoreCase) || word.EndsWith(piece,
            StringComparison.OrdinalIgnoreCase));

    private static bool IsAside(string path)
    {
        var name = path.Substring(path.LastIndexOf('/') + 1);
        return name.StartsWith("test_", StringComparison.Ordinal) || name.EndsWith("_test.py", StringComparison.Ordinal)
            || name is "setup.py" or "conftest.py"
            || ("/" + path).IndexOf("/tests/", StringComparison.Ordinal) >= 0 || ("/" + path).IndexOf("/test/",
            StringComparison.Ordinal) >= 0 || ("/" + path).IndexOf("/docs/", StringComparison.Ordinal) >= 0;
    }
}
