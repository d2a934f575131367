using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Cli.Reviewing;

/// <summary>A review for scripts; findings as in <c>check</c>.</summary>
internal static class ReviewJsonReport
{
    public static void Write(Review review, TerminalIo io) => JsonOutput.Write(io, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", JsonOutput.Version);
        json.WriteString("base", review.Base);
        json.WriteString("head", review.Head);
        json.WriteString("risk", ReviewWording.RiskLine(review));
        json.WriteStartArray("recipes");
        foreach (var recipe in review.Recipes)
        {
            WriteRecipe(json, recipe);
        }

        json.WriteEndArray();
        json.WriteStartObject("findings");
        WriteFindings(json, "new", review.New);
        WriteFindings(json, "fixed", review.Fixed);
        WriteFindings(json, "remaining", review.Remaining);
        json.WriteEndObject();
        WriteTexts(json, "code", review.Code);
        WriteErrors(json, review);
        json.WriteStartObject("summary");
        json.WriteNumber("recipes", review.Recipes.Count);
        json.WriteNumber("withoutEffect", review.WithoutEffect);
        json.WriteNumber("new", review.New.Count);
        json.WriteNumber("fixed", review.Fixed.Count);
        json.WriteNumber("remaining", review.Remaining.Count);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteErrors(Utf8JsonWriter json, Review review)
    {
        json.WriteStartArray("errors");
        foreach (var error in review.Errors)
        {
            json.WriteStartObject();
            json.WriteString("file", error.DisplayPath);
            json.WriteNumber("line", error.Line);
            json.WriteString("message", error.Message);
            json.WriteBoolean("internal", error.IsInternal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRecipe(Utf8JsonWriter json, RecipeReview recipe)
    {
        json.WriteStartObject();
        json.WriteString("status", recipe.Status switch { RecipeStatus.Added => "added", RecipeStatus.Removed => "removed", _ => "changed" });
        json.WriteString("file", recipe.File);
        json.WriteString("oldFile", recipe.OldFile);
        json.WriteString("name", recipe.Name);
        WriteTexts(json, "through", recipe.Through);
        json.WriteStartArray("changes");
        foreach (var effect in recipe.Effects)
        {
            json.WriteStartObject();
            json.WriteString("name", effect.Name);
            json.WriteString("before", effect.Before);
            json.WriteString("after", effect.After);
            JsonOutput.WriteValue(json, "ratio", effect.Ratio);
            json.WriteString("file", effect.Place?.File);
            JsonOutput.WriteValue(json, "line", (double?)effect.Place?.Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteCurve(json, "curveBefore", recipe.Before);
        WriteCurve(json, "curveAfter", recipe.After);
        json.WriteEndObject();
    }

    // The rate at evenly spaced points from the first step to the last.
    private static void WriteCurve(Utf8JsonWriter json, string name, Recipe? recipe)
    {
        const int Points = 41;
        JsonOutput.WriteValue(json, name, recipe is null ? null : Sparkline.Points(recipe, Points));
    }

    private static void WriteFindings(Utf8JsonWriter json, string name, IReadOnlyList<ReviewedFinding> findings)
    {
        json.WriteStartArray(name);
        foreach (var located in findings.Select(finding => finding.Located))
        {
            JsonReport.WriteFinding(json, located);
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
