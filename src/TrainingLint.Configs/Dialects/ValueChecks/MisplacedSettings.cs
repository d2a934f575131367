using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.HomeMade;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.ValueChecks;

/// <summary>
/// Settings that stand in a section where the framework does not look for them, while nothing stands where it does look:
/// a rate below <c>model</c>, a weight decay beside the optimizer's section instead of in it.
/// </summary>
internal static class MisplacedSettings
{
    private static readonly SettingKey[] Looked = [Facts.LearningRate, Facts.WeightDecay, Facts.Momentum];

    // Sections of these names hold nothing of an optimizer in the frameworks that have a section for it.
    private static readonly string[] WrongSections = ["model", "data", "dataset", "datasets", "tokenizer", "trainer", "checkpointer", "logging", "logger", "wandb", "out", "class_names", "data_config", "exp_manager"];

    public static void Observe(CheckedDocument document)
    {
        if (document.IsHomeMade || document.Recipes.Count != 1)
        {
            return;
        }

        var scopes = document.Dialect.KeyScopes(document.View).DefaultIfEmpty("").ToArray();
        foreach (var key in Looked)
        {
            if (IsSet(document.Recipes[0].Get(key)))
            {
                continue;
            }

            var paths = document.Dialect.Table.Where(row => ReferenceEquals(row.Setting, key)).SelectMany(row => row.Paths).ToArray();
            var known = new HashSet<string>(paths.SelectMany(path => scopes.Select(scope => Absolute(scope, path))), StringComparer.Ordinal);
            var names = new HashSet<string>(paths.Select(Dialect.LastSegment), StringComparer.Ordinal);
            if (paths.Length == 0 || document.Leaves.Any(leaf => known.Contains(leaf.Path)))
            {
                continue;
            }

            var misplaced = document.Leaves.Where(leaf => IsMisplaced(document, leaf, names)).ToArray();
            if (misplaced.Length == 1)
            {
                Note(document, misplaced[0], Target(document, known));
            }
        }
    }

    private static bool IsMisplaced(CheckedDocument document, Leaf leaf, HashSet<string> names) =>
        names.Contains(leaf.Entry.Key.Text) && leaf.Segments.Count is 2 or 3 && document.IsOwn(leaf.Entry.Value) && document.Number(leaf) is not null
        && WrongSections.Contains(KeyWords.Normalize(leaf.Segments[leaf.Segments.Count - 2]));

    private static void Note(CheckedDocument document, Leaf leaf, string target)
    {
        var written = leaf.Entry.Key.Text + ": " + ((ScalarNode)leaf.Entry.Value).Text;
        document.Observe(new WithoutEffectObservation(
            leaf.Entry.Key.Place, leaf.Path, written,
            "this framework does not look for it in '" + leaf.ParentPath + "'; it reads '" + target + "', which is not set here", Severity.Warning));
    }

    // Of several places, the one whose section is there.
    private static string Target(CheckedDocument document, HashSet<string> known) =>
        known.FirstOrDefault(path => path.LastIndexOf('.') is > 0 and var split && document.View.Has(path.Substring(0, split))) ?? known.First();

    private static bool IsSet(Setting setting) => setting.IsWritten || setting.Text is not null || setting.Origin == Origin.Derived;

    private static string Absolute(string scope, string path) =>
        path[0] == '/' ? path.Substring(1) : scope.Length == 0 ? path : scope + "." + path;
}
