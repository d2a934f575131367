using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;

namespace TrainingLint.Core.Judging;

/// <summary>Applies a choice of rules to files. Immutable and free to share between threads.</summary>
public sealed class Judge
{
    private readonly RecipeRule[] _recipeRules;
    private readonly IObservationRule[] _observationRules;
    private readonly HashSet<string> _yielding;

    /// <summary>A judge over the given rules, by default all of <see cref="RuleBook.Rules"/>.</summary>
    public Judge(IEnumerable<Rule>? rules = null)
    {
        var chosen = (rules ?? RuleBook.Rules).ToArray();
        Rules = chosen;
        _recipeRules = chosen.OfType<RecipeRule>().ToArray();
        _observationRules = chosen.OfType<IObservationRule>().ToArray();
        _yielding = [.. chosen.Where(rule => rule.YieldsToRuleOfSetting).Select(rule => rule.Info.Id)];
    }

    /// <summary>The rules that it applies.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>All findings in a file, in the one order in which they are shown, each said once.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">What the team has configured for it.</param>
    public IReadOnlyList<Finding> Findings(TrainingFile file, LintOptions? options = null)
    {
        // Most files of a repository configure no training and show nothing worth judging.
        if (file.Recipes.Count == 0 && file.Observations.Count == 0)
        {
            return [];
        }

        var configured = options ?? LintOptions.Default;
        var findings = new List<Finding>();
        foreach (var rule in _recipeRules)
        {
            if (configured.For(rule) is { IsOff: false } settings)
            {
                foreach (var recipe in file.Recipes)
                {
                    foreach (var finding in rule.Judge(recipe, settings))
                    {
                        findings.Add(WithWay(settings.Apply(finding), file));
                    }
                }
            }
        }

        foreach (var observation in file.Observations)
        {
            foreach (var rule in _observationRules)
            {
                if (rule.Judge(observation, file) is { } finding && configured.For((Rule)rule) is { IsOff: false } settings)
                {
                    findings.Add(WithWay(settings.Apply(finding), file));
                }
            }
        }

        return findings.Count == 0 ? [] : SaidOnce(findings);
    }

    // What is wrong with an inherited value stands in the base file; how it got into this recipe is worth saying.
    private static Finding WithWay(Finding finding, TrainingFile file) =>
        finding with
        {
            // Messages quote values, whatever those hold and however long they are.
            Message = PlainText.Message(finding.Message),
            Related =
            [
                .. finding.Related.Select(related => related with { Message = PlainText.Message(related.Message) }),
                .. finding.Place.File == file.Path ? [] : new[] { new RelatedPlace(Place.StartOf(file.Path), "drawn in by this file") },
            ],
        };

    // Recipes of one file share settings (a seed, a batch size); what is wrong with those is one finding, not one per recipe.
    private IReadOnlyList<Finding> SaidOnce(List<Finding> findings)
    {
        var said = new HashSet<(string, Place, string)>();
        var once = findings.Where(finding => said.Add((finding.Rule.Id, finding.Place, finding.Message))).ToList();
        if (once.Exists(finding => _yielding.Contains(finding.Rule.Id)))
        {
            var others = once.Where(finding => !_yielding.Contains(finding.Rule.Id))
                .ToLookup(finding => finding.Place, finding => finding.Severity);
            once.RemoveAll(finding => _yielding.Contains(finding.Rule.Id)
                && others[finding.Place].Any(severity => severity >= finding.Severity));
        }

        once.Sort(Finding.Compare);
        return once;
    }
}
