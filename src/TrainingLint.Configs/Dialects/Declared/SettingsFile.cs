using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>Reads the table of settings in a dialect file.</summary>
internal static class SettingsFile
{
    /// <summary>The word for a setting that the framework does without.</summary>
    private const string None = "none";

    private static readonly Dictionary<string, SettingKey> Keys = Facts.All.ToDictionary(key => key.Name, StringComparer.Ordinal);

    /// <summary>The settings of the table; none without one.</summary>
    public static IEnumerable<SettingDefinition> Read(Section? section)
    {
        foreach (var entry in section?.Entries ?? [])
        {
            if (!Keys.TryGetValue(entry.Key.Text, out var key))
            {
                section!.Report(entry.Key, "'" + entry.Key.Text + "' is no setting of a recipe; known are " + string.Join(", ", Keys.Keys));
            }
            else if (entry.Value is MappingNode)
            {
                yield return ReadRow(key, section!.Of(entry.Value, entry.Key.Text)!);
            }
            else
            {
                yield return new SettingDefinition(key, [.. section!.TextsOf(entry.Value, entry.Key.Text)]);
            }
        }
    }

    private static SettingDefinition ReadRow(SettingKey key, Section section)
    {
        var cases = section.Children("cases").Select(one => ReadCase(key, one)).ToList();
        if (section.Text("default") is { } value)
        {
            Check(key, section, "default", value);
            cases.Add(new SettingCase(Condition.Always, value == None ? null : value, null));
        }

        var index = section.Number("index");
        var row = new SettingDefinition(key, section.Texts("keys"))
        {
            When = DialectFile.When(section),
            Cases = cases,
            Unset = [.. section.Texts("unset").Select(ScalarResolver.AnyNumber).OfType<double>()],
            Times = section.Number("times") ?? 1,
            Index = index is null ? null : (int)index.Value,
            TextMayStand = section.Text("text") == "unresolved",
            Words = ReadWords(section.Child("words")),
            Always = [.. ReadAlways(key, section)],
            Meanings =
            [
                .. DialectFile.ReadCases(section, "means", "meaning",
                    Meaning.All.Where(meaning => meaning.FitsTo(key)).ToDictionary(meaning => meaning.Name, StringComparer.Ordinal)),
            ],
        };
        if (row.Paths.Count == 0 && cases.Count == 0 && row.Always.Count == 0 && row.Meanings.Count == 0)
        {
            section.Report(section.Self, "'" + key.Name + "' needs 'keys', 'cases', a 'default', 'always' or 'means'");
        }

        section.Close();
        return row;
    }

    // A value, or values in certain cases.
    private static IEnumerable<SettingCase> ReadAlways(SettingKey key, Section section)
    {
        if (section.Node("always") is not ScalarNode scalar)
        {
            return section.Children("always").Select(one => ReadCase(key, one)).ToArray();
        }

        Check(key, section, "always", scalar.Text);
        return [new SettingCase(Condition.Always, scalar.Text, null)];
    }

    private static Dictionary<string, string> ReadWords(Section? section)
    {
        var words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in section?.Entries ?? [])
        {
            words[entry.Key.Text] = (entry.Value as ScalarNode)?.Text ?? "";
        }

        return words;
    }

    private static SettingCase ReadCase(SettingKey key, Section section)
    {
        var value = section.Required("value");
        Check(key, section, "value", value);
        var one = new SettingCase(DialectFile.When(section), value == None ? null : value, section.Text("from"));
        section.Close();
        return one;
    }

    private static void Check(SettingKey key, Section section, string at, string value)
    {
        var fits = value == None || key switch
        {
            SettingKey<double> => ScalarResolver.AnyNumber(value) is not null,
            SettingKey<bool> => value is "true" or "false",
            SettingKey<string> => true,
            _ => false,
        };
        if (!fits)
        {
            section.Report(section.Node(at)!, "'" + value + "' is no value of '" + key.Name + "'");
        }
    }
}
