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
    private readonly List<string> _words = [];

    /// <summary>The tests as the rest of a sentence about the keys of a file, in Markdown.</summary>
    public string Words => string.Join("; ", _words);

    /// <summary>Holds of everything.</summary>
    public static Condition Always { get; } = new();

    /// <summary>Holds of nothing.</summary>
    public static Condition Never { get; } = new() { _tests = { _ => false } };

    public bool Holds(RecipeScope scope) => _tests.TrueForAll(test => test(scope));

    /// <summary>Reads the tests of a mapping.</summary>
    public static Condition Read(Section section)
    {
        var condition = new Condition();
        condition.ReadPresence(section);
        condition.ReadTexts(section.Child("is"), "is", scope => scope);
        condition.ReadTexts(section.Child("not"), "not", test => scope => !test(scope));
        condition.ReadFlags(section);
        condition.ReadNumbers(section);
        if (section.Entries.Count == 0)
        {
            section.Report(section.Self, "a condition is empty, so it would hold of every file");
        }

        section.Close();
        return condition;
    }

    private void Say(string words, IReadOnlyList<string> paths)
    {
        if (paths.Count > 0)
        {
            _words.Add(words + " " + string.Join(", ", paths.Select(path => "`" + path.TrimStart('/') + "`")));
        }
    }

    private void ReadPresence(Section section)
    {
        var all = section.Texts("has").ToArray();
        var any = section.Texts("any").ToArray();
        var none = section.Texts("none").ToArray();
        Say("all of", all);
        var least = any.Length > 0 ? Math.Max(1, Math.Min(any.Length, section.Number("at-least") ?? 1)) : 1;
        Say(least > 1 ? FormattableString.Invariant($"{least} of") : "any of", any);
        Say("none of", none);
        if (all.Length > 0)
        {
            _tests.Add(scope => Array.TrueForAll(all, scope.Has));
        }

        if (any.Length > 0)
        {
            _tests.Add(scope => any.Count(scope.Has) >= least);
        }

        if (none.Length > 0)
        {
            _tests.Add(scope => !scope.HasAny(none));
        }

        var mappings = section.Texts("mapping").ToArray();
        Say("a section", mappings);
        if (mappings.Length > 0)
        {
            _tests.Add(scope => Array.TrueForAll(mappings, path => scope.Mapping(path) is not null));
        }

        var plain = section.Texts("no-mapping").ToArray();
        Say("no section", plain);
        if (plain.Length > 0)
        {
            _tests.Add(scope => Array.TrueForAll(plain, path => scope.Mapping(path) is null));
        }
    }

    private void ReadTexts(Section? texts, string key, Func<Func<RecipeScope, bool>, Func<RecipeScope, bool>> turn)
    {
        if (texts is null)
        {
            return;
        }

        foreach (var entry in texts.Entries)
        {
            var path = entry.Key.Text;
            var patterns = texts.TextsOf(entry.Value, key).ToArray();
            Say((key == "is" ? "" : "not ") + string.Join(" or ", patterns) + " under", [path]);
            _tests.Add(turn(scope =>
                (scope.Node(path) as ScalarNode)?.Text is { } text && Array.Exists(patterns, pattern => Fits(text, pattern))));
        }
    }

    private void ReadFlags(Section section)
    {
        var on = section.Texts("on").ToArray();
        var off = section.Texts("off").ToArray();
        if (on.Length > 0)
        {
            _tests.Add(scope => Array.TrueForAll(on, scope.IsTrue));
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
                _tests.Add(scope => scope.Number(path) is { } left && (number ?? scope.Number(bound)) is { } right && holds(left, right));
            }
        }
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
