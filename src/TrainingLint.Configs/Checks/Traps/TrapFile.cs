using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Traps;

/// <summary>
/// What a library refuses, ignores or takes otherwise than meant, as data: settings of its documents and command lines, arguments of
/// its calls, and statements of programs that use it.
/// </summary>
/// <param name="Settings">Facts about settings, in the words of dialect files.</param>
/// <param name="Programs">Facts about calls and statements.</param>
/// <param name="Parameters">Names of the arguments that calls take by position.</param>
internal sealed record TrapFile(
    IReadOnlyList<SettingTrap> Settings,
    IReadOnlyList<ProgramTrap> Programs,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters)
{
    /// <summary>By what documents of the library show themselves that configure no training by themselves; none for most.</summary>
    public IReadOnlyList<Condition> Evidence { get; init; } = [];

    private static readonly Dictionary<string, Severity> Severities = new(StringComparer.Ordinal)
    {
        ["info"] = Severity.Info,
        ["warning"] = Severity.Warning,
        ["error"] = Severity.Error,
    };

    /// <summary>Reads a file; what is wrong with it becomes a problem.</summary>
    public static TrapFile Read(ParsedFile parsed, ICollection<DialectProblem> problems)
    {
        if (parsed.Problems.Count > 0 || parsed.Roots.Count != 1 || parsed.Roots[0] is not MappingNode root)
        {
            problems.Add(new DialectProblem(Place.StartOf(parsed.Source.Path), parsed.Problems.Count > 0 ? parsed.Problems[0].Message
                : "A file of facts is one mapping"));
            return new TrapFile([], [], new Dictionary<string, IReadOnlyList<string>>());
        }

        var file = new Section(root, problems);
        file.Texts("sources");
        Condition[] evidence = [.. file.Children("recognised-by").Select(Condition.Read)];
        var parameters = file.Child("parameters");
        var read = new TrapFile(
            [.. file.Children("facts").Select(ReadSetting)],
            [.. file.Children("programs").Select(ReadProgram)],
            parameters?.Entries.ToDictionary(entry => entry.Key.Text, entry => parameters.TextsOf(entry.Value, entry.Key.Text),
                StringComparer.Ordinal) ?? new Dictionary<string, IReadOnlyList<string>>())
        { Evidence = evidence };
        file.Close();
        return read;
    }

    private static SettingTrap ReadSetting(Section section)
    {
        var wanted = section.Text("wanted");
        var fact = new SettingTrap(section.Texts("key"), section.Required("says"), DialectFile.When(section), wanted,
            SeverityOf(section, wanted))
        {
            Classes = section.Texts("class"),
            Nulls = section.Texts("nulls"),
            IsOfParts = section.Text("in-parts") == "yes",
        };
        section.Close();
        return fact;
    }

    private static ProgramTrap ReadProgram(Section section)
    {
        var wanted = section.Text("wanted");
        var fact = new ProgramTrap(section.Required("says"), wanted, SeverityOf(section, wanted))
        {
            Call = ReadCall(section),
            Line = section.Text("line") is { } line ? Compile(line) : null,
            After = section.Text("after") is { } earlier ? Compile(earlier) : null,
            In = section.Text("in") is { } function ? Compile(function) : null,
            Keys = section.Texts("key"),
            Found = section.Text("found"),
            With = [.. section.Children("with").Select(ReadPartner)],
            Without = [.. section.Children("without").Select(ReadPartner)],
            Mentions = section.Texts("mentions"),
            MentionsAny = section.Texts("mentions-any"),
            IsOfObject = section.Text("of-object") == "yes",
            Lacks = section.Texts("lacks"),
            LacksInside = section.Texts("lacks-inside"),
        };
        if (fact.Call is null == fact.Line is null)
        {
            section.Report(section.Self, "a fact about programs has either 'call' or 'line'");
        }

        section.Close();
        return fact;
    }

    private static Regex Compile(string text) => new(text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private static CallPattern ReadPartner(Section section)
    {
        var read = ReadCall(section) ?? new CallPattern([], Condition.Always, []);
        section.Close();
        return read;
    }

    private static CallPattern? ReadCall(Section section)
    {
        var names = section.Texts("call");
        var when = DialectFile.When(section);
        var whole = section.Texts("whole");
        var made = section.Child("made-by");
        return names.Count == 0 ? null : new CallPattern(names, when, whole)
        {
            Made = made?.Entries.ToDictionary(entry => entry.Key.Text, entry => made.TextsOf(entry.Value, "made-by").ToArray(),
                StringComparer.Ordinal) ?? [],
        };
    }

    private static Severity SeverityOf(Section section, string? wanted) =>
        section.Word("severity", wanted is null ? Severity.Warning : Severity.Error, Severities);
}
