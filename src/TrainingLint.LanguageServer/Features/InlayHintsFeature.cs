using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;
using Range = TrainingLint.LanguageServer.Protocol.Range;

namespace TrainingLint.LanguageServer.Features;

/// <summary>What follows from settings, behind the line of the first setting that it follows from.</summary>
internal static class InlayHintsFeature
{
    public static InlayHint[] In(LintedDocument document, Range range) =>
    [
        .. document.File.Recipes
            .SelectMany(recipe => DerivedFacts.Of(recipe).Select(fact => (Fact: fact,
                Place: recipe.Settings.FirstOrDefault(pair => pair.Value.IsWritten && HoverFeature.IsAbout(fact, pair.Key)).Value?.Place)))
            .Where(item => item.Place?.File == document.Source.Path)
            .Select(item =>
            {
                var line = document.Lines.RangeOf(item.Place!).End.Line;
                return new InlayHint(new Position(line, document.Lines[line].TrimEnd().Length), item.Fact.Name + " " + item.Fact.Value,
                    item.Fact.Derivation);
            })
            .Where(hint => range.Contains(hint.Position))
            .DistinctBy(hint => (hint.Position, hint.Label)),
    ];
}
