using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// The only learning rate of a home-made document in a section for data, for logging or, beside an optimizer's section without one, for
/// the model: no program looks there for the rate of its optimizer.
/// </summary>
internal static class MisplacedRates
{
    private static readonly string[] Never = ["data", "dataset", "datasets", "dataloader", "data_loader", "datamodule",
        "tokenizer", "logging", "logger", "wandb", "checkpoint"];

    private static readonly string[] Rarely = ["model", "network", "net", "arch", "backbone"];

    private static readonly string[] Training = ["optimizer", "optim", "optimiser", "solver", "train", "training", "trainer",
        "optimization", "hparams", "hyperparameters"];

    public static void Observe(CheckedDocument document)
    {
        if (!document.IsHomeMade || document.View.File.Format.Kind != FormatKind.Document)
        {
            return;
        }

        var rates = document.Leaves.Where(leaf => RateKey.Of(leaf.Word) is not null).Take(2).ToArray();
        // data: {lr: 32, hr: 128} are the resolutions of super-resolution.
        if (rates.Length != 1 || document.Number(rates[0]) is null or >= 1 || rates[0].Segments.Count != 2
            || !document.IsOwn(rates[0].Entry.Value) || document.Beside(rates[0], ["hr"]) is not null)
        {
            return;
        }

        var section = KeyWords.Normalize(rates[0].Segments[0]);
        var homes = document.View.Root.Entries.Where(entry => entry.Value is MappingNode
            && Training.Contains(KeyWords.Normalize(entry.Key.Text))).Select(entry => entry.Key.Text).ToArray();
        if (homes.Length == 0 || !(Never.Contains(section) || (Rarely.Contains(section) && Array.Exists(homes, IsOfOptimizer))))
        {
            return;
        }

        var written = rates[0].Entry.Key.Text + ": " + ((ScalarNode)rates[0].Entry.Value).Text;
        document.Observe(new WithoutEffectObservation(
            rates[0].Entry.Key.Place, rates[0].Path, written,
            "a program looks for the rate of its optimizer in '" + homes[0] + "', which has none, rather than in '"
                + rates[0].ParentPath + "'", Never.Contains(section) ? Severity.Warning : Severity.Info));
    }

    private static bool IsOfOptimizer(string home) =>
        KeyWords.Normalize(home).StartsWith("optim", StringComparison.Ordinal);
}
