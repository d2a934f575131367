using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>A key that does not do what its reader thinks: data of a dialect, read from the framework's source.</summary>
/// <param name="Path">Path within the recipe's scope.</param>
/// <param name="Reason">What the framework does instead, and what to write; a sentence that follows "'key: value' has no effect: ".</param>
internal sealed record KeyFact(string Path, string Reason)
{
    /// <summary>When the fact holds; always, by default.</summary>
    public Func<RecipeScope, RecipeBuilder, bool>? When { get; init; }

    /// <summary>Info where official configs do it too.</summary>
    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>Notes every fact that holds in a recipe.</summary>
    public static void Observe(IReadOnlyList<KeyFact> facts, RecipeScope scope, RecipeBuilder draft)
    {
        foreach (var fact in facts)
        {
            // An inherited key is the base file's habit: what its author cannot know to be dead here is not held against this file.
            if (scope.Entry(fact.Path) is not { } entry || scope.OriginOf(entry.Key) != Origin.File
                || (fact.When is { } holds && !holds(scope, draft)))
            {
                continue;
            }

            var written = entry.Key.Text + (entry.Value is ScalarNode scalar ? ": " + scalar.Text : "");
            scope.Observe(new WithoutEffectObservation(entry.Key.Place, scope.Absolute(fact.Path), written, fact.Reason, fact.Severity)
            {
                IsAlways = fact.When is null,
            });
        }
    }
}
