using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Rules;

namespace TrainingLint.Core.Configuration;

/// <summary>
/// What a team has configured for one file, whatever it was read from: an .editorconfig in the shell, the compiler's options in a build.
/// Keys: <c>traininglint.exclude</c>, <c>traininglint.dialect</c>, <c>traininglint.select</c> and <c>traininglint.ignore</c> (lists of rules),
/// <c>traininglint.RULE.severity</c>, <c>traininglint.RULE.OPTION</c>,
/// <c>traininglint.RULE.OPTIMIZER.OPTION</c>, and <c>dotnet_diagnostic.ID.severity</c>, over which the former go.
/// </summary>
public sealed class LintOptions
{
    private const string Prefix = "traininglint.";
    private const string DiagnosticPrefix = "dotnet_diagnostic.";
    private const string SeveritySuffix = ".severity";
    private const string Select = "select";
    private const string Ignore = "ignore";

    private readonly Dictionary<string, RuleSettings> _byRule;

    private LintOptions(bool isExcluded, string? dialect, Dictionary<string, RuleSettings> byRule, IReadOnlyList<OptionProblem> problems)
    {
        IsExcluded = isExcluded;
        Dialect = dialect;
        _byRule = byRule;
        Problems = problems;
    }

    /// <summary>Nothing configured.</summary>
    public static LintOptions Default { get; } = new(false, null, [], []);

    /// <summary>True when the file is to be left alone.</summary>
    public bool IsExcluded { get; }

    /// <summary>The dialect that the file is to be read as; null where it is to be recognised.</summary>
    public string? Dialect { get; }

    /// <summary>Configured lines that mean nothing.</summary>
    public IReadOnlyList<OptionProblem> Problems { get; }

    /// <summary>True for keys that are this tool's.</summary>
    public static bool Concerns(string key) =>
        key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        || (key.StartsWith(DiagnosticPrefix + "TL", StringComparison.OrdinalIgnoreCase) && RuleOfDiagnostic(key) is not null);

    /// <summary>Options from keys and values. Of equal keys the last one counts; keys of other tools are left alone.</summary>
    public static LintOptions From(IEnumerable<KeyValuePair<string, string>> properties)
    {
        var drafts = new Dictionary<string, Draft>(StringComparer.Ordinal);
        var problems = new List<OptionProblem>();
        var isExcluded = false;
        string? dialect = null;

        // The names of this tool go before those of the compiler, wherever they stand.
        foreach (var (property, index) in properties.Select((property, index) => (property, index))
            .Where(line => Concerns(line.property.Key))
            .OrderBy(line => line.property.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            var value = property.Value.Trim();
            if (property.Key.Equals(Prefix + "exclude", StringComparison.OrdinalIgnoreCase))
            {
                isExcluded = value.Equals("true", StringComparison.OrdinalIgnoreCase);
                if (!isExcluded && !value.Equals("false", StringComparison.OrdinalIgnoreCase))
                {
                    problems.Add(new OptionProblem(property.Key, "'" + value + "' is neither true nor false") { Index = index });
                }
            }
            else if (property.Key.Equals(Prefix + "dialect", StringComparison.OrdinalIgnoreCase))
            {
                dialect = value.Length > 0 ? value : null;
            }
            else if (Apply(property.Key, value, drafts) is { } problem)
            {
                problems.Add(new OptionProblem(property.Key, problem) { Index = index });
            }
        }

        if (drafts.Count == 0 && problems.Count == 0 && !isExcluded && dialect is null)
        {
            return Default;
        }

        var byRule = drafts.ToDictionary(pair => pair.Key, pair => pair.Value.Build(), StringComparer.Ordinal);
        return new LintOptions(isExcluded, dialect, byRule, problems);
    }

    /// <summary>The same for a file that is to be read as a dialect.</summary>
    public LintOptions ReadAs(string dialect) => new(IsExcluded, dialect, _byRule, Problems);

    /// <summary>What is configured for a rule.</summary>
    public RuleSettings For(Rule rule) => _byRule.Count == 0 ? RuleSettings.Defaults : For(rule.Info);

    /// <summary>What is configured for the rule that a finding names.</summary>
    public RuleSettings For(RuleInfo rule) => _byRule.TryGetValue(rule.Id, out var settings) ? settings : RuleSettings.Defaults;

    private static string? Apply(string key, string value, Dictionary<string, Draft> drafts) =>
        new[] { Select, Ignore }.FirstOrDefault(choice => key.Equals(Prefix + choice, StringComparison.OrdinalIgnoreCase)) is { } choice
            ? Choose(choice, value, drafts)
            : Set(key, value, drafts);

    // A severity that is set for a rule further down brings it back.
    private static string? Choose(string choice, string value, Dictionary<string, Draft> drafts)
    {
        var chosen = new HashSet<Rule>();
        foreach (var words in value.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            var meant = RuleBook.Matching(words);
            if (meant.Count == 0)
            {
                return RuleBook.NoRule(words);
            }

            chosen.UnionWith(meant);
        }

        foreach (var rule in RuleBook.Rules.Where(rule => chosen.Contains(rule) == (choice == Ignore)))
        {
            DraftOf(rule, drafts).TurnOff();
        }

        return null;
    }

    private static Draft DraftOf(Rule rule, Dictionary<string, Draft> drafts)
    {
        if (!drafts.TryGetValue(rule.Info.Id, out var draft))
        {
            drafts.Add(rule.Info.Id, draft = new Draft());
        }

        return draft;
    }

    private static string? Set(string key, string value, Dictionary<string, Draft> drafts)
    {
        var isOwn = key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
        var parts = key.Substring((isOwn ? Prefix : DiagnosticPrefix).Length).Split('.');
        if (RuleBook.Find(parts[0]) is not { } rule)
        {
            return RuleBook.NoRule(parts[0]);
        }

        var draft = DraftOf(rule, drafts);
        if (parts.Length == 2 && parts[1].Equals("severity", StringComparison.OrdinalIgnoreCase))
        {
            return draft.SetSeverity(value);
        }

        return parts.Length is 2 or 3 ? draft.SetNumber(rule, parts, value) : "write traininglint.RULE.OPTION";
    }

    private static Rule? RuleOfDiagnostic(string key) =>
        key.EndsWith(SeveritySuffix, StringComparison.OrdinalIgnoreCase) && key.Length > DiagnosticPrefix.Length + SeveritySuffix.Length
            ? RuleBook.Find(key.Substring(DiagnosticPrefix.Length, key.Length - DiagnosticPrefix.Length - SeveritySuffix.Length))
            : null;

    private sealed class Draft
    {
        private readonly Dictionary<(string, string), double> _numbers = [];
        private Severity? _severity;
        private bool _isOff;

        public RuleSettings Build() =>
            new(_isOff, _severity, _numbers.Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value)).ToArray());

        public void TurnOff() => (_isOff, _severity) = (true, null);

        // The words of the compiler's own configuration, and those of this tool.
        public string? SetSeverity(string value)
        {
            (bool IsOff, Severity? Severity)? meant = value.ToLowerInvariant() switch
            {
                "none" or "silent" or "off" => (true, null),
                "info" or "suggestion" => (false, Severity.Info),
                "warning" => (false, Severity.Warning),
                "error" => (false, Severity.Error),
                "default" => (false, null),
                _ => null,
            };
            if (meant is not { } choice)
            {
                return "'" + value + "' is no severity; write error, warning, info, none or default";
            }

            (_isOff, _severity) = choice;
            return null;
        }

        public string? SetNumber(Rule rule, string[] parts, string value)
        {
            var option = rule.Options.FirstOrDefault(candidate =>
                candidate.Name.Equals(parts[parts.Length - 1], StringComparison.OrdinalIgnoreCase));
            if (option is null || (parts.Length == 3 && !option.IsPerOptimizer))
            {
                return rule.Options.Count == 0
                    ? "the rule " + rule.Info.Name + " has no options besides severity"
                    : "the options of " + rule.Info.Name + " are severity, "
                    + string.Join(", ", rule.Options.Select(known => known.IsPerOptimizer ? known.Name + ", OPTIMIZER." + known.Name : known.Name));
            }

            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || double.IsNaN(number))
            {
                return "'" + value + "' is no number";
            }

            // Thresholds are rates, shares, ratios and counts.
            if (number < 0)
            {
                return "'" + value + "' is below 0; write a number of at least 0";
            }

            _numbers[(option.Name, parts.Length == 3 ? NameLetters.Of(parts[1]) : "")] = number;
            return null;
        }
    }
}
