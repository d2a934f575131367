using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>Reads the text of a dialect file. Never throws: what is wrong becomes a problem with its place, and a file with problems is no dialect.</summary>
internal static class DialectFile
{
    private static readonly Dictionary<string, UnknownKeys> Treatments = new(StringComparer.Ordinal)
    {
        ["ignored"] = UnknownKeys.Ignored,
        ["refused"] = UnknownKeys.Refused,
        ["passed-on"] = UnknownKeys.PassedOn,
        ["mentioned"] = UnknownKeys.Mentioned,
    };

    private static readonly Dictionary<string, LengthUnit> Units = new(StringComparer.Ordinal)
    {
        ["steps"] = LengthUnit.Steps,
        ["epochs"] = LengthUnit.Epochs,
        ["tokens"] = LengthUnit.Tokens,
    };

    private static readonly Dictionary<string, Severity> Severities = new(StringComparer.Ordinal)
    {
        ["info"] = Severity.Info,
        ["warning"] = Severity.Warning,
        ["error"] = Severity.Error,
    };

    private static readonly Dictionary<string, Regime> Regimes = ByName<Regime>();

    private static readonly Dictionary<string, Func<string, string, TypeFact>> Types = new(StringComparer.Ordinal)
    {
        ["whole-number"] = TypeFact.WholeNumber,
        ["integer"] = TypeFact.Integer,
        ["above-zero"] = TypeFact.AboveZero,
        ["name"] = TypeFact.Name,
        ["list"] = TypeFact.List,
        ["float"] = TypeFact.Float,
        ["number"] = TypeFact.Number,
        ["flag"] = TypeFact.Flag,
    };

    /// <summary>The dialect in a file; null when something is wrong with it.</summary>
    public static DeclaredDialect? Read(ParsedFile parsed, ICollection<DialectProblem> problems) =>
        Read(parsed, problems, section => new DeclaredDialect(ReadDefinition(section)));

    /// <summary>Only by what a document shows that it is written in the dialect; what else stands in the file is a problem. Null when something is wrong.</summary>
    public static DialectEvidence? ReadEvidence(ParsedFile parsed, ICollection<DialectProblem> problems) =>
        Read(parsed, problems, section =>
    {
        var evidence = Evidence(section);
        section.Close();
        return evidence;
    });

    private static T? Read<T>(ParsedFile parsed, ICollection<DialectProblem> problems, Func<Section, T> read)
        where T : class
    {
        var before = problems.Count;
        foreach (var problem in parsed.Problems)
        {
            problems.Add(new DialectProblem(new Place(parsed.Source.Path, problem.Span.Line, problem.Span.Column, problem.Span.EndLine,
                problem.Span.EndColumn), problem.Message));
        }

        foreach (var duplicate in parsed.Duplicates)
        {
            problems.Add(new DialectProblem(duplicate.Last.Key.Place, "'" + duplicate.Path + "' stands twice"));
        }

        if (parsed.Roots.Count != 1 || parsed.Roots[0] is not MappingNode root)
        {
            problems.Add(new DialectProblem(Place.StartOf(parsed.Source.Path), "A dialect file is one mapping that starts with 'dialect: name'"));
            return null;
        }

        var found = read(new Section(root, problems));
        return problems.Count == before ? found : null;
    }

    private static DialectEvidence Evidence(Section section)
    {
        var name = section.Required("dialect");
        var framework = section.Text("framework") ?? name;
        var evidence = new DialectEvidence(name, framework,
            DeclaredLoaders.Of(section.Word("loader", Loaders.Unspecified, DeclaredLoaders.All), section.Text("duplicate-keys"),
                section.Text("number-as-text"), framework))
        {
            Recognition = [.. section.Children("recognised-by").Select(Condition.Read)],
            Programs = section.Texts("programs"),
            FlattensTables = section.Text("flatten") == "tables",
        };
        if (evidence.Recognition.Count == 0)
        {
            section.Report(section.Self, "'recognised-by' is missing: a dialect needs evidence of its own, two keys that only its files have");
        }

        return evidence;
    }

    private static DialectDefinition ReadDefinition(Section section)
    {
        var evidence = Evidence(section);
        var units = section.Child("units");
        var definition = new DialectDefinition(evidence)
        {
            Sources = section.Texts("sources"),
            Complete = ReadComplete(section),
            RecipesAt = [.. ReadRecipes(section)],
            Bases = section.Child("bases") is { } bases ? ReadBases(bases) : null,
            Settings = [.. SettingsFile.Read(section.Child("settings"))],
            Regimes = [.. ReadCases(section, "regimes", "regime", Regimes)],
            Facts = [.. section.Children("facts").Select(ReadFact)],
            Types = [.. ReadTypes(section.Child("types"))],
            NoamWidth = section.Text("noam-width"),
            ScheduleUnit = units?.Word("schedule", LengthUnit.Unknown, Units) ?? LengthUnit.Unknown,
            EvaluationUnit = units?.Word("evaluation", LengthUnit.Unknown, Units) ?? LengthUnit.Unknown,
            HasTorchOptimizers = section.Text("optimizers") == "torch",
            OtherKeys = section.Texts("other-keys"),
            GuardedKeys = section.Texts("guarded-keys"),
            UnknownKeys = section.Word("unknown-keys", UnknownKeys.Ignored, Treatments),
        };
        units?.Close();
        section.Close();
        return definition;
    }

    // "never": a file of this kind is always completed elsewhere, by a recipe in code or by other files.
    private static Condition ReadComplete(Section section) => section.Node("complete-when") switch
    {
        null => Condition.Always,
        ScalarNode { Text: "never" } => Condition.Never,
        { } node => section.Of(node, "complete-when") is { } complete ? Condition.Read(complete) : Condition.Never,
    };

    private static BaseFiles ReadBases(Section section)
    {
        var bases = new BaseFiles(section.Required("key"))
        {
            AreHydraGroups = section.Text("kind") == "hydra",
            FromWorkingDirectory = section.Text("from") == "working-directory",
            InAnyMapping = section.Text("where") == "anywhere",
        };
        section.Close();
        return bases;
    }

    private static IEnumerable<(string Path, Condition When)> ReadRecipes(Section section)
    {
        ConfigNode[] items = section.Node("recipes-at") switch
        {
            null => [],
            SequenceNode list => [.. list.Items],
            { } single => [single],
        };
        foreach (var item in items)
        {
            if (item is ScalarNode scalar)
            {
                yield return (scalar.Text, Condition.Always);
            }
            else if (section.Of(item, "recipes-at") is { } entry)
            {
                yield return (entry.Required("path"), When(entry));
                entry.Close();
            }
        }
    }

    // A list of words, or of mappings with a word and the condition under which it holds.
    internal static IEnumerable<(T Value, Condition When)> ReadCases<T>(Section section, string key, string word,
        IReadOnlyDictionary<string, T> words)
    {
        var list = section.Node(key);
        foreach (var item in list is SequenceNode sequence ? sequence.Items : list is null ? [] : [list])
        {
            if (item is ScalarNode scalar)
            {
                yield return (section.Word(item, scalar.Text, word, default!, words), Condition.Always);
            }
            else if (section.Of(item, key) is { } entry)
            {
                entry.Required(word);
                yield return (entry.Word(word, default!, words), When(entry));
                entry.Close();
            }
        }
    }

    private static FactDefinition ReadFact(Section section)
    {
        var wanted = section.Text("wanted");
        var fact = new FactDefinition(section.Required("key"), section.Required("says"), When(section),
            section.Word("severity", wanted is null ? Severity.Warning : Severity.Error, Severities), wanted);
        section.Close();
        return fact;
    }

    private static IEnumerable<TypeFact> ReadTypes(Section? section)
    {
        foreach (var entry in section?.Entries ?? [])
        {
            if (section!.Of(entry.Value, entry.Key.Text) is { } type)
            {
                type.Required("is");
                yield return type.Word("is", TypeFact.Number, Types)(entry.Key.Text, type.Required("otherwise"));
                type.Close();
            }
        }
    }

    internal static Condition When(Section section) => section.Child("when") is { } when ? Condition.Read(when) : Condition.Always;

    private static Dictionary<string, T> ByName<T>()
        where T : struct, Enum =>
        Enum.GetNames(typeof(T)).ToDictionary(KebabCase, name => (T)Enum.Parse(typeof(T), name), StringComparer.Ordinal);

    private static string KebabCase(string name) =>
        string.Concat(name.Select((letter, at) => (at > 0 && char.IsUpper(letter) ? "-" : "") + char.ToLowerInvariant(letter)));
}
