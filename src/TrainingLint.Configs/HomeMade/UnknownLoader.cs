using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// Notes the first number of a home-made YAML file that PyYAML takes for text and other loaders do not, where nobody knows which of them
/// reads it: <c>1e-4</c> (YAML 1.1 wants a dot and a sign, PyYAML's resolver.py).
/// </summary>
internal static class UnknownLoader
{
    private static readonly string[] OfOmegaConf = ["_target_", "defaults", "class_path"];

    /// <summary>Notes it, if the recipes take such a number from the file itself.</summary>
    public static void Observe(ConfigView view, IReadOnlyList<Leaf> leaves, IReadOnlyList<Recipe> recipes,
        ICollection<Observation> observations)
    {
        if (view.File.Format != ConfigFormats.Yaml || leaves.Any(SpeaksOfOmegaConf))
        {
            return;
        }

        var taken = new HashSet<string>(recipes.SelectMany(recipe => recipe.Settings).Select(setting =>
            setting.Value.Key).OfType<string>(), StringComparer.Ordinal);
        foreach (var leaf in leaves.Where(leaf => taken.Contains(leaf.Path) && ReferenceEquals(leaf.Entry.Value.Source, view.File)))
        {
            if (leaf.Entry.Value is ScalarNode scalar && scalar.Read(ScalarSchema.Yaml11).Kind == ScalarKind.Text
                && scalar.Read(ScalarSchema.Yaml11WithExponents) is { IsNumber: true, Number: var number })
            {
                observations.Add(new TextNumberObservation(scalar.Place, leaf.Path, scalar.Text, number, "PyYAML",
                    "the optimizer may be built with text")
                { IsLoaderUnknown = true });
                return;
            }
        }
    }

    private static bool SpeaksOfOmegaConf(Leaf leaf) =>
        leaf.Segments.Any(OfOmegaConf.Contains) || leaf.Entry.Value is ScalarNode { Text: var text } && text.IndexOf("${",
            StringComparison.Ordinal) >= 0;
}
