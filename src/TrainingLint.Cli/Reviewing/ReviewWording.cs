using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reviewing;

/// <summary>What all forms of a review for people say in the same words.</summary>
internal static class ReviewWording
{
    private const int CurveWidth = 40;
    private const int MostRisks = 3;
    private const string Nothing = "not set";

    /// <summary>The one line on top.</summary>
    public static string RiskLine(Review review)
    {
        var settled = review.Fixed.Count > 0 ? ", " + Summary.Counted(review.Fixed.Count, "finding") + " fixed" : "";
        if (review.New.Count == 0)
        {
            return "No new risk" + settled + ".";
        }

        var worst = review.New.OrderByDescending(finding => finding.Located.Finding.Severity).ToArray();
        var named = worst.Take(MostRisks).Select(finding => finding.Located).Select(located =>
            FormattableString.Invariant($"{located.Finding.Rule.Name} at {located.Finding.Place.File}:{located.Finding.Place.Line}")
            + (located.Reach.Count > 1 ? FormattableString.Invariant($" (reaches {located.Reach.Count} configs)") : ""));
        return Summary.Counted(review.New.Count, "new risk") + settled + ": " + string.Join("; ", named) + (worst.Length > MostRisks ? "; and others" : "") + ".";
    }

    /// <summary>The worst of the new risks, for a heading.</summary>
    public static string ShortRisk(Review review)
    {
        if (review.New.Count == 0)
        {
            return RiskLine(review);
        }

        var worst = review.New.OrderByDescending(finding => finding.Located.Finding.Severity).First().Located.Finding;
        return Summary.Counted(review.New.Count, "new risk") + (review.New.Count > 1 ? ", the worst: " : ": ")
            + FormattableString.Invariant($"{worst.Rule.Name} at {worst.Place.File}:{worst.Place.Line}.");
    }

    /// <summary>What a group of recipes has in common, as a heading.</summary>
    public static string Heading(IReadOnlyList<RecipeReview> group)
    {
        var first = group[0];
        var who = group.Count == 1 ? NameOf(first) : Summary.Counted(group.Count, "recipe");
        return first.Status switch
        {
            RecipeStatus.Added => who + ": new",
            RecipeStatus.Removed => who + ": gone",
            _ => who + ": " + string.Join(", ", first.Effects.Take(2).Select(Brief)) + (first.Effects.Count > 2 ? ", ..." : ""),
        };
    }

    /// <summary>A recipe with its file, and its former one.</summary>
    public static string NameOf(RecipeReview recipe) => recipe.File + ": " + recipe.Name + (recipe.OldFile is { } old ? " (was " + old + ")" : "");

    /// <summary>The files besides their own through which the change comes.</summary>
    public static IReadOnlyList<string> Through(IReadOnlyList<RecipeReview> group) =>
        [.. group.SelectMany(recipe => recipe.Through).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>An effect's old value, new value and ratio.</summary>
    public static (string Before, string After, string Ratio) Columns(Effect effect) =>
        (effect.Before ?? Nothing, effect.After ?? Nothing, effect.Ratio is { } ratio ? Effects.ShowRatio(ratio) : "");

    /// <summary>The course of the rate before and now, for recipes that determine it and where it differs.</summary>
    public static IEnumerable<(string When, string Curve)> Curves(RecipeReview recipe)
    {
        if (Curve(recipe.Before) is { } before && Curve(recipe.After) is { } after && before != after)
        {
            yield return ("before", before);
            yield return ("now", after);
        }
        else if (recipe.Status == RecipeStatus.Added && Curve(recipe.After) is { } now)
        {
            yield return ("now", now);
        }
    }

    private static string Brief(Effect effect)
    {
        var (before, after, ratio) = Columns(effect);
        return FactWords.Of(effect.Name) + " " + before + " \u2192 " + after + (ratio.Length > 0 ? " (" + ratio + ")" : "");
    }

    private static string? Curve(Recipe? recipe) =>
        recipe is not null && Sparkline.Of(recipe, CurveWidth) is { } curve
            ? curve + "  peak " + Effects.Show(recipe.Get(Facts.EffectiveLearningRate).Or(recipe.Get(Facts.LearningRate).Or(double.NaN)))
            : null;
}
