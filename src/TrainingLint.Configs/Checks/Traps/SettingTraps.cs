using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Traps;

/// <summary>Notes the facts that hold of a training document, command line or call of a known framework.</summary>
internal static class SettingTraps
{
    public static void Observe(Dialect dialect, ConfigView view, IReadOnlyList<Recipe> recipes, ICollection<Observation> observations)
    {
        SettingTrap[] facts = [.. TrapFiles.OfDialect(dialect.Name)];
        if (facts.Length == 0)
        {
            return;
        }

        var loader = view.File.Format.Schema is { } schema ? dialect.Loader with { Schema = schema } : dialect.Loader;
        foreach (var path in dialect.KeyScopes(view))
        {
            // Reading a value once more says once more what is odd about it, which is heard already.
            var scope = new RecipeScope(view, loader, new List<Observation>(), path);
            foreach (var fact in facts.Where(fact => IsOf(fact, scope) && fact.When.Holds(scope)
                && !(fact.When.AsksForAbsence && (!view.IsComplete || recipes.Any(recipe => recipe.IsFragment)))))
            {
                Note(fact, scope, observations);
            }
        }
    }

    private static bool IsOf(SettingTrap fact, RecipeScope scope) => fact.Classes.Count == 0
        || NodeTags.CalledBy(scope.View.Node(scope.Path)) is not { } called || fact.Classes.Contains(DottedName.Last(called));

    private static void Note(SettingTrap fact, RecipeScope scope, ICollection<Observation> observations)
    {
        foreach (var path in fact.Paths)
        {
            if (scope.Entry(path) is { } entry && scope.OriginOf(entry.Key) == Origin.File)
            {
                observations.Add(TrapNotes.Of(entry, scope.Absolute(path), null, fact.Wanted, fact.Says, fact.Severity));
            }
        }
    }
}
