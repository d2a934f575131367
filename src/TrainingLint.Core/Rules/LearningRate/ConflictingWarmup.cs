using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0106 conflicting-warmup: Two warmup settings of which one silently wins.</summary>
public sealed class ConflictingWarmup : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0106",
        Name = "conflicting-warmup",
        Severity = Severity.Warning,
        Title = "Two warmup settings of which one silently wins",
        Failure = Failure.NotWhatIsWritten,
        Why = "Frameworks apply only one of the two, and which one has changed between versions. The run then warms up for another length than the one you have in mind.",
        Instead = "Keep one of the two settings and delete the other.",
        Suppress = "When the framework documents that it applies both.",
        Sources = [
            "transformers, training_args.py: warmup_steps overrides warmup_ratio in version 4, and the reverse in version 5",
            "NeMo, lr_scheduler.py: both together are refused",
        ],
        Risky = """
            model_name_or_path: org/model
            dataset_name: org/data
            learning_rate: 2.0e-5
            per_device_train_batch_size: 8
            num_train_epochs: 1
            warmup_steps: 100
            warmup_ratio: 0.1
            """,
        Sound = """
            model_name_or_path: org/model
            dataset_name: org/data
            learning_rate: 2.0e-5
            per_device_train_batch_size: 8
            num_train_epochs: 1
            warmup_ratio: 0.1
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var written = recipe.Warmups().Where(warmup => warmup.Setting.IsWritten).ToArray();
        if (written.Length < 2)
        {
            yield break;
        }

        // The finding stands at the later one, and rather in this file than in the base file, which other files share.
        var last = written.OrderBy(warmup => warmup.Setting.Origin != Origin.Inherited).ThenBy(warmup => warmup.Setting.Place).Last();
        var first = written.First(warmup => !ReferenceEquals(warmup, last));
        yield return At(recipe, last.Setting,
            "Both '" + first.Setting.Key + ": " + Show(first.Setting) + "' and '" + last.Setting.Key + ": " + Show(last.Setting) + "' set a warmup, and only one of them takes effect; delete one.")
            with
        {
            Related = [new RelatedPlace(first.Setting.Place!, "the other warmup")],
            Fixes = [Without(last.Setting, first.Setting), Without(first.Setting, last.Setting)]
        };
    }

    private static Fix Without(Setting setting, Setting other) =>
        new("Delete '" + setting.Key + "' and keep '" + other.Key + "'", FixSafety.Unsafe, [new RemoveEntry(setting.Place!)]);

    private static string Show(Setting setting) => setting.Text ?? "";
}
