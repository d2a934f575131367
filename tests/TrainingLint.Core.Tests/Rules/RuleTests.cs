using System;
using System.Collections.Generic;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;

namespace TrainingLint.Core.Tests.Rules;

/// <summary>What tests of rules over recipes say: this recipe fires, that one does not.</summary>
public abstract class RecipeRuleTests<TRule>
    where TRule : RecipeRule, new()
{
    /// <summary>The rule fires exactly once, as strongly as expected, and its message says each of the given parts.</summary>
    private protected static Finding Fires(RecipeFactory recipe, Severity severity, params string[] saying)
    {
        var finding = Assert.Single(new TRule().Judge(recipe.Build()));
        FindingAssert.Says(finding, severity, saying);
        return finding;
    }

    private protected static void IsSilent(RecipeFactory recipe) => Assert.Empty(new TRule().Judge(recipe.Build()));

    /// <summary>What the rule says where a team has set one of its thresholds.</summary>
    private protected static IEnumerable<Finding> JudgedWith(string option, string value, RecipeFactory recipe)
    {
        var rule = new TRule();
        var options = LintOptions.From([new("traininglint." + rule.Info.Name + "." + option, value)]);
        Assert.Empty(options.Problems);
        return rule.Judge(recipe.Build(), options.For(rule));
    }
}

/// <summary>What tests of rules over observations say.</summary>
public abstract class ObservationRuleTests<TRule, TObservation>
    where TRule : ObservationRule<TObservation>, new()
    where TObservation : Observation
{
    private static readonly TrainingFile File = new() { Path = "train.yaml", Dialect = "test", IsTraining = true };

    protected static Place Here { get; } = new("train.yaml", 7, 3, 7, 9);

    private protected static Finding Fires(TObservation observation, Severity severity, params string[] saying)
    {
        var finding = new TRule().Judge(observation, File);
        Assert.NotNull(finding);
        Assert.Equal(observation.Place, finding.Place);
        Assert.Equal(observation.Key, finding.Key);
        FindingAssert.Says(finding, severity, saying);
        return finding;
    }

    private protected static void IsSilent(TObservation observation) => Assert.Null(new TRule().Judge(observation, File));

    /// <summary>An observation of another kind, as the judge offers it to every rule.</summary>
    private protected static void IsSilentOnOtherObservations()
    {
        Observation[] others =
        [
            new UnreadableObservation(Here, "broken"),
            new UnresolvedObservation(Here, "base", "x.yaml", "missing"),
            new WrongTypeObservation(Here, "lr", "text", "a number", "it stops", Severity.Error),
        ];
        foreach (var other in Array.FindAll(others, other => other is not TObservation))
        {
            Assert.Empty(new Judge([new TRule()]).Findings(new TrainingFile { Path = "train.yaml", Observations = [other] }));
        }
    }
}

internal static class FindingAssert
{
    public static void Says(Finding finding, Severity severity, IEnumerable<string> parts)
    {
        Assert.Equal(severity, finding.Severity);
        Assert.All(parts, part => Assert.Contains(part, finding.Message, StringComparison.Ordinal));

        // A message is one or two sentences: it starts with a capital or a quoted key, and ends once.
        Assert.True(char.IsUpper(finding.Message[0]) || finding.Message[0] == '\'', finding.Message);
        Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
        Assert.False(finding.Message.EndsWith("..", StringComparison.Ordinal), finding.Message);
        Assert.DoesNotContain("  ", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", finding.Message, StringComparison.Ordinal);
    }
}
