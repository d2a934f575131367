using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// Lengths that a program computes as epochs times batches. Their number is unknown and their unit is not: they count optimizer steps, so a
/// schedule that is stepped once an epoch never gets beyond its start.
/// </summary>
internal static class StepCounts
{
    private const string Batches = @"(?:len\s*\(|\w*(?:steps|batches|iters|iterations)_per_epoch|(?:num|n)_batches)";

    private static readonly string[] Lengths =
    [
        "max_steps", "total_steps", "num_training_steps", "training_steps", "T_max", "t_max", "max_iters", "max_iter", "total_iters", "max_epochs", "t_initial",
        "first_cycle_steps", "decay_steps", "1", "2",
    ];

    private static readonly Regex Loader = new(
        @"^[\w.]*(?:load|_dl$|batches)\w*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Product = new(
        @"epochs?\b[^*+/-]*\*\s*" + Batches + "|" + Batches + @"[^*+/]*\*\s*[\w.]*epochs?\b|estimated_stepping_batches",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Notes a length in steps among the arguments of a schedule that counts epochs.</summary>
    public static void Observe(RecipeScope scope, RecipeBuilder draft, string path)
    {
        if (scope.Mapping(path) is not { } arguments)
        {
            return;
        }

        var batches = arguments.Entries.FirstOrDefault(entry => Array.IndexOf(Lengths, entry.Key.Text) >= 0 && IsLoader(entry.Value));
        if (batches.Value is MappingNode counted)
        {
            Set(scope, draft, path, batches, "len(" + ((ScalarNode)counted["0"]!).Text + ")");
            return;
        }

        // OneCycleLR multiplies the two itself (torch/optim/lr_scheduler.py).
        if (NodeTags.CalledBy(arguments)?.EndsWith("OneCycleLR", StringComparison.Ordinal) == true && arguments.Has("epochs")
            && arguments.Entries.FirstOrDefault(entry => entry.Key.Text == "steps_per_epoch") is { Value: { } perEpoch } part
            && perEpoch is not ScalarNode { Text: "1" })
        {
            Set(scope, draft, path, part, "epochs times steps_per_epoch");
            return;
        }

        var found = arguments.Entries.FirstOrDefault(entry => Array.IndexOf(Lengths, entry.Key.Text) >= 0
            && entry.Value is ScalarNode { Tag: NodeTags.Unknown } value && Product.IsMatch(value.Text));
        if (found.Value is ScalarNode length)
        {
            Set(scope, draft, path, found, length.Text);
        }
    }

    private static void Set(RecipeScope scope, RecipeBuilder draft, string path, MappingEntry length, string text)
    {
        draft.Set(Facts.ScheduleLength, Setting<double>.Unresolved(text, scope.Absolute(path) + "." + length.Key.Text, length.Key.Place));
        draft.Mean(Facts.ScheduleLength, Meaning.StepsCountedAsEpochs);
    }

    // len(train_loader): the batches of one epoch.
    private static bool IsLoader(ConfigNode value) =>
        value is MappingNode call && NodeTags.CalledBy(call) == "len" && call["0"] is ScalarNode counted && Loader.IsMatch(counted.Text);
}
