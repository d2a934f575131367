using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Analyzers.Extraction;

/// <summary>
/// Hands what was read from code to the command line, which runs it in the probe: one note per recipe and fragment, whose properties hold
/// the facts. Only the tool's own build of a project asks for them.
/// </summary>
internal static class RecipeReports
{
    /// <summary>Name of the property that says what a recipe was read from; the others are those of <see cref="RecipeText"/>.</summary>
    public const string Role = "role";

    private const string AskedBy = "build_property.TrainingLintRecipes";

    /// <summary>True in a build that asks for recipes.</summary>
    public static bool AreWanted(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(AskedBy, out var value) && value == "true";

    /// <summary>Reports every recipe and fragment of a unit.</summary>
    public static void Report(CodeUnit unit, Action<Diagnostic> report)
    {
        var places = new Places();
        foreach (var read in new OptimizerRecipes(unit, unit.Values, places) { ReadsLengths = true }.Read())
        {
            if (read.Creation.IsExpectedToThrow())
            {
                continue;
            }

            var texts = ImmutableDictionary.CreateBuilder<string, string?>();
            texts[Role] = RoleOf(unit, read);
            foreach (var text in RecipeText.Write(read.Recipe, place => Shown(places.LocationOf(place), place)))
            {
                texts[text.Key] = text.Value;
            }

            if (read.Recipe.Means(Facts.LearningRate, Meaning.NoStepSize))
            {
                // A number that a function multiplies, or that the loop replaces, is no rate to be tried.
                texts.Remove(Facts.LearningRate.Name);
            }

            var location = read.Creation.Syntax.GetLocation();
            report(Diagnostic.Create(Descriptors.Recipe, location, texts.ToImmutable(), "A recipe was read here."));
        }
    }

    private static string RoleOf(CodeUnit unit, CodeRecipe read)
    {
        if (!read.Recipe.Get(Facts.Optimizer).HasValue)
        {
            return unit.Libraries.Torch?.CreatesLoader(read.Creation) == true
                && unit.Values.Trace(read.Creation.Argument("shuffle"))?.Flag == true
                ? "shuffledLoader"
                : "setting";
        }

        return unit.Libraries.Torch is { } torch
            && read.Creation is IObjectCreationOperation { Type: INamedTypeSymbol created }
            && created.DerivesFrom(torch.ParameterGroup)
            ? "group"
            : "optimizer";
    }

    // The table of places counts characters.
    private static Place Shown(Location location, Place otherwise)
    {
        var span = location.GetLineSpan();
        var (start, end) = (span.StartLinePosition, span.EndLinePosition);
        return span.IsValid ? new Place(span.Path, start.Line + 1, start.Character + 1, end.Line + 1, end.Character + 1) : otherwise;
    }
}
