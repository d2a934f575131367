using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;

namespace TrainingLint.LanguageServer.Features;

/// <summary>The course of the learning rate over the run, above the line that sets the rate.</summary>
internal static class CodeLensFeature
{
    private const int CurveWidth = 32;

    public static CodeLens[] Of(LintedDocument document) =>
    [
        .. document.File.Recipes
            .Select(recipe => (Curve: Sparkline.Of(recipe, CurveWidth), recipe.Get(Core.Recipes.Facts.LearningRate).Place))
            .Where(item => item.Curve is not null && item.Place?.File == document.Source.Path)
            .Select(item => new CodeLens(document.Lines.RangeOf(item.Place!), new Command("rate " + item.Curve, "", [])))
            .DistinctBy(lens => lens.Range),
    ];
}
