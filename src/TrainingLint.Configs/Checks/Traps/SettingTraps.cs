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
        var written = WrittenNodes.Of(view, loader);
        foreach (var path in dialect.KeyScopes(view))
        {
            // Reading a value once more says once more what is odd about it, which is heard already.
            var scope = new RecipeScope(written, loader, new List<Observation>(), path);
            foreach (var fact in facts.Where(fact => IsOf(fact, scope) && fact.When.Holds(scope)
                && fact.Nulls.All(one => view.Node(scope.Absolute(one)) is ScalarNode nothing && WrittenNodes.IsNothing(nothing, loader))
                && !(fact.When.AsksForAbsence && !fact.IsOfParts && (!view.IsComplete || recipes.Any(recipe => recipe.IsFragment)))))
            {
                Note(fact, scope, observations);
            }
        }
    }

    /// <summary>Notes the facts of a document that configures no training by itself, such as one of accelerate.</summary>
    /// <returns>True when something was noted.</returns>
    public static bool ObserveOther(SourceFile source, IEnumerable<MappingNode> roots, ICollection<Observation> observations)
    {
        var before = observations.Count;
        if (source.Format.Kind != FormatKind.Document || TrapFiles.OfText(source.Text) is not { } file)
        {
            return false;
        }

        foreach (var root in roots)
        {
            var view = new ConfigView(source, root);
            var scope = new RecipeScope(WrittenNodes.Of(view, Loaders.PyYaml), Loaders.PyYaml, new List<Observation>());
            if (file.Evidence.Any(evidence => evidence.Holds(scope)))
            {
                foreach (var fact in file.Settings.Where(fact => fact.When.Holds(scope)))
                {
                    Note(fact, scope, observations);
                }
            }
        }

        return observations.Count > before;
    }

    private static bool IsOf(SettingTrap fact, RecipeScope scope) => fact.Classes.Count == 0
        || NodeTags.CalledBy(scope.View.Node(scope.Path)) is not { } called || fact.Classes.Contains(DottedName.Last(called));

    private static void Note(SettingTrap fact, RecipeScope scope, ICollection<Observation> observations)
    {
        foreach (var path in fact.Paths)
        {
            if (scope.Entry(path) is { } entry && scope.OriginOf(entry.Key) == Origin.File
                && !(entry.Value is ScalarNode scalar && Placeholders.IsPlaceholder(scalar) && scalar.Tag != NodeTags.Unknown))
            {
                observations.Add(TrapNotes.Of(entry, scope.Absolute(path), null, fact.Wanted, fact.Says, fact.Severity));
            }
        }
    }
}
