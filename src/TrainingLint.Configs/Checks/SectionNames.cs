using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Misspelt names of sections that every training program has: <c>optimzer:</c>, <c>shceduler:</c>. All that stands below them is lost.
/// </summary>
internal static class SectionNames
{
    private const int EnoughLetters = 5;
    private const int Deepest = 3;

    private static readonly string[] Known = ["optimizer", "optimizers", "optimization", "scheduler", "schedulers", "lr_scheduler", "training", "trainer",
        "dataset", "datasets", "dataloader", "hyperparameters", "train_params", "model", "solver", "train"];

    // One letter from a section, and words of their own.
    private static readonly string[] Others = ["mode", "models", "modal", "moder", "trainee", "trains", "train1", "train2", "schedule", "schedules", "optimiser", "optimisers",
        "optimize", "optimizing", "strain", "trail", "trains", "drain", "trait", "solvers", "lr_schedule",
        "lr_schedules", "optimizer1", "optimizer2", "trainers", "training2", "dataset1", "dataset2"];

    public static void Observe(CheckedDocument document)
    {
        if (!document.IsHomeMade || document.View.File.Format.Kind != FormatKind.Document)
        {
            return;
        }

        Observe(document, document.View.Root, "", 0);
    }

    private static void Observe(CheckedDocument document, MappingNode parent, string path, int depth)
    {
        foreach (var entry in parent.Entries.Where(entry => entry.Value is MappingNode { Entries.Count: > 0 }
            && document.IsOwn(entry.Key)))
        {
            var full = path.Length == 0 ? entry.Key.Text : path + "." + entry.Key.Text;
            if (depth < Deepest)
            {
                Observe(document, (MappingNode)entry.Value, full, depth + 1);
            }

            var word = KeyWords.Normalize(entry.Key.Text);
            if (word.Length < EnoughLetters || Known.Contains(word) || Others.Contains(word)
                || word.StartsWith("train", System.StringComparison.Ordinal) && depth > 0)
            {
                continue;
            }

            var meant = Known.FirstOrDefault(known => Slip.IsOne(word, known) && word.TrimEnd('s') != known.TrimEnd('s')
                && !Slip.IsCaseOrSeparator(word, known) && !char.IsDigit(word[word.Length - 1]));
            if (meant is not null && document.Program?.FindKey(entry.Key.Text) is null
                && !parent.Entries.Any(other => KeyWords.Normalize(other.Key.Text) == meant))
            {
                document.Observe(new MisspeltKeyObservation(entry.Key.Place, full, entry.Key.Text, meant, "a program that looks for '" + meant + "' does not find it, nor anything below it"));
            }
        }
    }
}
