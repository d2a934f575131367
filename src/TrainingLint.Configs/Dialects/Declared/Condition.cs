using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>What must hold of a document: all of its tests together. Paths are those of the recipe's scope, a leading <c>/</c> starts at the root.</summary>
internal sealed class Condition
{
    private readonly List<Func<RecipeScope, bool>> _tests = [];
    private readonly List<(string Words, IReadOnlyList<string> Paths)> _said = [];

    /// <summary>The tests as the rest of a sentence about the keys of a file, in Markdown.</summary>
    public string Words => string.Join("; ",
        _said.Select(said => said.Words + " " + string.Join(", ", said.Paths.Select(path => "`" + path.TrimStart('/') + "`"))));

    /// <summary>True where a test asks for what is not there, of which a part of a recipe cannot tell.</summary>
    public bool AsksForAbsence { get; private set; }

    /// <summary>Holds of everything.</summary>
    public static Condition Always { get; } = new();

    /// <summary>Holds of nothing.</summary>
    public static Condition Never { get; } = new() { _tests = { _ => false } };

    public bool Holds(RecipeScope scope) => _tests.TrueForAll(test => test(scope));

    /// <summary>Reads the tests of a mapping.</summary>
    public static Condition Read(Section section)
    {
        var condition = new Condition();
        condition.All([.. section.Texts("has")]);
        string[] any = [.. section.Texts("any")];
        condition.Any(any.Length > 0 ? section.Number("at-least") ?? 1 : 1, any);
        condition.None([.. section.Texts("none")]);
        condition.Unwritten([.. section.Texts("unwritten")]);
        condition.Sections([.. section.Texts("mapping")]);
        condition.NoSections([.. section.Texts("no-mapping")]);
        foreach (var (path, patterns) in Patterns(section.Child("is"), "is"))
        {
            condition.Is(path, patterns);
        }

        foreach (var (path, patterns) in Patterns(section.Child("not"), "not"))
        {
            condition.IsNot(path, patterns);
        }

        foreach (var entry in section.Child("same")?.Entries ?? [])
        {
            condition.Same(entry.Key.Text, section.TextsOf(entry.Value, "same").FirstOrDefault() ?? "");
        }

        condition.ReadFlags(section);
        condition.ReadNumbers(section);
        if (section.Entries.Count == 0)
        {
            section.Report(section.Self, "a condition is empty, so it would hold of every file");
        }

        section.Close();
        return condition;
    }

    /// <summary>Every key is there.</summary>
    internal Condition All(params string[] paths) => Add(paths, "all of", scope => Array.TrueForAll(paths, scope.Has));

    /// <summary>So many of the keys are there.</summary>
    internal Condition Any(double atLeast, params string[] paths)
    {
        var least = Math.Max(1, Math.Min(paths.Length, atLeast));
        return Add(paths, least > 1 ? FormattableString.Invariant($"{least} of") : "any of", scope => paths.Count(scope.Has) >= least);
    }

    /// <summary>None of the keys is there.</summary>
    internal Condition None(params string[] paths)
    {
        AsksForAbsence |= paths.Length > 0;
        return Add(paths, "none of", scope => !scope.HasAny(paths));
    }

    /// <summary>None of the keys is there, as far as it is seen: what would be an exception that a missing base file hardly makes.</summary>
    internal Condition Unwritten(params string[] paths) => Add(paths, "none written of", scope => !scope.HasAny(paths));

    /// <summary>Each is a mapping.</summary>
    internal Condition Sections(params string[] paths) =>
        Add(paths, "a section", scope => Array.TrueForAll(paths, path => scope.Mapping(path) is not null));

    /// <summary>None is a mapping.</summary>
    internal Condition NoSections(params string[] paths) =>
        Add(paths, "no section", scope => Array.TrueForAll(paths, path => scope.Mapping(path) is null));

    /// <summary>The text under a key fits one of the patterns.</summary>
    internal Condition Is(string path, params string[] patterns) =>
        Add([path], string.Join(" or ", patterns) + " under", scope => IsOneOf(scope, path, patterns));

    /// <summary>The text under a key, if there is one, fits none of the patterns.</summary>
    internal Condition IsNot(string path, params string[] patterns) =>
        Add([path], "not " + string.Join(" or ", patterns) + " under",
            scope => !IsOneOf(scope, path, patterns) && IsSeen(scope, path));

    // What is not there may stand in a base file that is missing.
    private static bool IsSeen(RecipeScope scope, string path) => scope.Node(path) is { } node ? node.Tag != NodeTags.Unknown
        : scope.View.IsComplete || path == "$program";

    /// <summary>The same under two keys: a text, a list, or a section.</summary>
    internal Condition Same(string path, string other) => Add([path, other], "the same under",
        scope => scope.Text(path) is { } text ? text.Length > 0 && text == scope.Text(other)
            : scope.Node(path) is SequenceNode or MappingNode
            && NodeEquality.AreEqual(scope.Node(path)!, scope.Node(other) ?? scope.View.Root));

    private Condition Add(string[] paths, string words, Func<RecipeScope, bool> test)
    {
        if (paths.Length > 0)
        {
            _said.Add((words, paths));
            _tests.Add(test);
        }

        return this;
    }

    private static bool IsOneOf(RecipeScope scope, string path, string[] patterns) =>
        (path == "$program" ? scope.View.Root.Command?.Stem : (scope.Node(path) as ScalarNode)?.Text) is { } text
            && Array.Exists(patterns, pattern => Fits(text, pattern));

    private static IEnumerable<(string Path, string[] Patterns)> Patterns(Section? texts, string key) =>
        texts?.Entries.Select(entry => (entry.Key.Text, texts.TextsOf(entry.Value, key).ToArray())) ?? [];

    private void ReadFlags(Section section)
    {
        var on = section.Texts("on").ToArray();
        var off = section.Texts("off").ToArray();
        var notOn = section.Texts("not-on").ToArray();
        if (on.Length > 0)
        {
            _tests.Add(scope => Array.TrueForAll(on, scope.IsTrue));
        }

        if (notOn.Length > 0)
        {
            _tests.Add(scope => Array.TrueForAll(notOn, path => !scope.IsTrue(path) && IsSeen(scope, path)));
        }

        if (off.Length > 0)
        {
            _tests.Add(scope => Array.TrueForAll(off, scope.IsFalse));
        }
    }

    private void ReadNumbers(Section section)
    {
        (string Key, Func<double, double, bool> Holds)[] comparisons =
        [
            ("above", (left, right) => left > right), ("below", (left, right) => left < right),
            ("at-most", (left, right) => left <= right), ("equals", (left, right) => left == right),
            ("differs", (left, right) => left != right),
            ("no-less-than", (left, right) => left >= right),
            ("no-multiple-of", (left, right) => right > 0 && left % right != 0),
        ];
        foreach (var (key, holds) in comparisons)
        {
            foreach (var entry in section.Child(key)?.Entries ?? [])
            {
                var path = entry.Key.Text;
                var bound = (entry.Value as ScalarNode)?.Text ?? "";
                if (bound.Length == 0)
                {
                    section.Report(entry.Value, "'" + key + "' compares with a number or with another path, and neither is here");
                }

                var number = ScalarResolver.AnyNumber(bound);
                _tests.Add(scope => Numbers(scope, path).Any(left =>
                    (number is { } fixedBound ? [fixedBound] : Numbers(scope, bound)).Any(right => holds(left, right))));
            }
        }
    }

    // 1024,1024 is a width and a height, and what holds of a size must hold of both; $devices is the launcher's number of processes.
    private static IEnumerable<double> Numbers(RecipeScope scope, string path)
    {
        if (path.StartsWith("#", StringComparison.Ordinal))
        {
            // "#channels-1" is one fewer than there are channels.
            var less = path.EndsWith("-1", StringComparison.Ordinal);
            return Count(scope.Node(path.Substring(1, path.Length - (less ? 3 : 1)))) is > 0 and var items ? [items - (less ? 1 : 0)] : [];
        }

        if (path.IndexOf('+') > 0 && path.Split('+') is var parts)
        {
            var numbers = parts.Select(part => Numbers(scope, part).Take(2).ToArray()).ToArray();
            return Array.TrueForAll(numbers, one => one.Length == 1) ? [numbers.Sum(one => one[0])] : [];
        }

        if (path == "$devices")
        {
            return scope.View.Root.Command?.Devices is { } devices && ScalarResolver.AnyNumber(devices.Text) is { } count ? [count] : [];
        }

        return scope.Node(path) switch
        {
            SequenceNode list => Parse(list.Items.OfType<ScalarNode>().Select(item => item.Text)),
            ScalarNode { Text: var text } when text.IndexOf(',') > 0 => Parse(text.Trim('[', ']', '(', ')').Split(',')),
            { } when scope.Number(path) is { } number => [number],
            null when ScalarResolver.AnyNumber(path) is { } literal => [literal],
            _ => [],
        };
    }

    private static int Count(ConfigNode? node) => node switch
    {
        SequenceNode list => list.Items.Count,
        ScalarNode { Text: { Length: > 0 } text } => text.Split(',').Length,
        _ => 0,
    };

    private static IEnumerable<double> Parse(IEnumerable<string> texts)
    {
        var numbers = texts.Select(text => ScalarResolver.AnyNumber(text.Trim())).ToArray();
        return Array.TrueForAll(numbers, number => number is not null) ? numbers.Select(number => number!.Value) : [];
    }

    // One star, at either end, stands for anything.
    internal static bool Fits(string text, string pattern)
    {
        var starts = pattern.EndsWith("*", StringComparison.Ordinal);
        var ends = pattern.StartsWith("*", StringComparison.Ordinal);
        var core = pattern.Trim('*');
        return starts && ends ? text.IndexOf(core, StringComparison.OrdinalIgnoreCase) >= 0
            : starts ? text.StartsWith(core, StringComparison.OrdinalIgnoreCase)
            : ends ? text.EndsWith(core, StringComparison.OrdinalIgnoreCase)
            : string.Equals(text, pattern, StringComparison.OrdinalIgnoreCase);
    }
}
