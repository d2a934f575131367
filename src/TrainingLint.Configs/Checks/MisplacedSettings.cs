using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.General;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Settings that stand in a section where the framework does not look for them, while nothing stands where it does look:
/// a rate below <c>model</c>, a weight decay beside the optimizer's section instead of in it.
/// </summary>
internal static class MisplacedSettings
{
    private static readonly SettingKey[] Looked =
        [Facts.LearningRate, Facts.WeightDecay, Facts.Momentum, Facts.BatchSize, Facts.Epochs, Facts.MaxSteps, Facts.WarmupSteps,
            Facts.WarmupEpochs, Facts.WarmupRatio, Facts.Seed, Facts.GradientClipNorm, Facts.Beta1, Facts.GradientAccumulation];

    // Sections of these names hold nothing of an optimizer in the frameworks that have a section for it.
    private static readonly string[] WrongSections = ["model", "data", "dataset", "datasets", "tokenizer", "trainer", "checkpointer", "logging", "logger", "wandb", "out", "class_names", "data_config", "exp_manager"];

    public static void Observe(CheckedDocument document)
    {
        if (document.IsHomeMade || document.Recipes.Count == 0)
        {
            return;
        }

        var scopes = document.Dialect.KeyScopes(document.View).DefaultIfEmpty("").ToArray();
        foreach (var key in Looked)
        {
            if (document.Recipes.Any(recipe => IsSet(recipe.Get(key))))
            {
                continue;
            }

            var paths = document.Dialect.Table.Where(row => ReferenceEquals(row.Setting, key)).SelectMany(row => row.Paths).ToArray();
            var known = new HashSet<string>(paths.SelectMany(path => scopes.Select(scope => Absolute(scope, path))),
                StringComparer.Ordinal);
            var names = new HashSet<string>(paths.Select(KeyWords.LastSegment), StringComparer.Ordinal);
            if (paths.Length == 0 || document.Leaves.Any(leaf => known.Contains(leaf.Path)))
            {
                continue;
            }

            var named = document.Leaves.Where(leaf => names.Contains(leaf.Entry.Key.Text) && document.IsOwn(leaf.Entry.Value)
                && document.Number(leaf) is not null && !IsReferredTo(document, leaf)).ToArray();
            var misplaced = named
                .Where(leaf => IsMisplaced(leaf) || (!MayBeVariable(document, leaf) && IsAbove(document, leaf, known)))
                .ToArray();
            if (misplaced.Length == 1 && (named.Length == 1 || IsMisplaced(misplaced[0])))
            {
                Note(document, misplaced[0], Target(document, known));
            }
        }
    }

    private static bool IsMisplaced(Leaf leaf) =>
        leaf.Segments.Count is 2 or 3 && WrongSections.Contains(KeyWords.Normalize(leaf.Segments[leaf.Segments.Count - 2]));

    // What a reference reads stands where its author wants it.
    private static bool IsReferredTo(CheckedDocument document, Leaf leaf) =>
        document.View.File.Text.IndexOf(leaf.Entry.Key.Text + "}", StringComparison.Ordinal) >= 0
            || document.View.File.Text.IndexOf("<" + leaf.Entry.Key.Text + ">", StringComparison.Ordinal) >= 0;

    // At the top of a program, of a command and of a Hydra project stand variables of its authors, which their own code reads
    // (Pointcept's batch_size).
    private static bool MayBeVariable(CheckedDocument document, Leaf leaf) => leaf.ParentPath.Length == 0
        && (document.View.File.Format.Kind is FormatKind.Code or FormatKind.CommandLine || document.View.Root.Command is not null
            || document.Dialect is HydraLightning);

    // Beside the section in which it belongs, or beside one that holds that section.
    private static bool IsAbove(CheckedDocument document, Leaf leaf, HashSet<string> known) => known.Any(path =>
        path.LastIndexOf('.') is > 0 and var split && path.Substring(0, split) is var section
            && document.View.Mapping(section) is not null
        && section != leaf.ParentPath
            && (leaf.ParentPath.Length == 0 || section.StartsWith(leaf.ParentPath + ".", StringComparison.Ordinal)));

    private static void Note(CheckedDocument document, Leaf leaf, string target)
    {
        var written = leaf.Entry.Key.Text + ": " + ((ScalarNode)leaf.Entry.Value).Text;
        document.Observe(new WithoutEffectObservation(
            leaf.Entry.Key.Place, leaf.Path, written,
            "this framework does not look for it in '" + leaf.ParentPath + "'; it reads '" + target + "', which is not set here", Severity.Warning));
    }

    // Of several places, the one whose section is there.
    private static string Target(CheckedDocument document, HashSet<string> known) =>
        known.FirstOrDefault(path => path.LastIndexOf('.') is > 0 and var split
            && document.View.Has(path.Substring(0, split))) ?? known.First();

    private static bool IsSet(Setting setting) => setting.IsWritten || setting.Text is not null || setting.Origin == Origin.Derived;

    private static string Absolute(string scope, string path) =>
        path[0] == '/' ? path.Substring(1) : scope.Length == 0 ? path : scope + "." + path;
}
