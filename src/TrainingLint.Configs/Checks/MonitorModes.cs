using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// A watched metric and the direction in which it is good: <c>monitor: val_loss</c> with <c>mode: max</c> keeps the worst checkpoint and
/// stops while the loss falls. Lightning, torch's ReduceLROnPlateau and Keras know "min" and "max" alone (Keras also "auto").
/// </summary>
internal static class MonitorModes
{
    private static readonly string[] Watched = ["monitor", "metric", "metric_name", "best_metric", "tracked_metric"];

    public static void Observe(CheckedDocument document)
    {
        foreach (var leaf in document.Leaves.Where(leaf => leaf.Word is "mode" or "monitor_mode" && leaf.Entry.Value is ScalarNode value
            && document.IsOwn(value)))
        {
            var siblings = document.Siblings[leaf.ParentPath].ToArray();
            var monitor = siblings.FirstOrDefault(sibling => Watched.Contains(sibling.Word) && sibling.Entry.Value is ScalarNode);
            var mode = ((ScalarNode)leaf.Entry.Value).Text;
            if (monitor is not null && MetricDirection.Of(((ScalarNode)monitor.Entry.Value).Text) is { } direction && mode is "min" or "max"
                && mode != direction)
            {
                document.Observe(new WrongTypeObservation(
                    leaf.Entry.Value.Place, leaf.Path, "'" + mode + "' for '" + ((ScalarNode)monitor.Entry.Value).Text + "'", "'" + direction + "'",
                    "the worst checkpoint is kept as the best, and progress counts as none", Severity.Warning));
            }
            else if (IsSlip(mode) && !IsOwnWord(document, mode) && (monitor is not null || (mode.Length < 5 && siblings.Any(IsOfWatching))))
            {
                document.Observe(new WrongTypeObservation(
                    leaf.Entry.Value.Place, leaf.Path, "the word '" + mode + "'", "'min' or 'max'", "what compares by it stops with a ValueError", Severity.Warning));
            }
        }
    }

    private static bool IsSlip(string mode) => mode is "mni" or "mxa" or "mim" or "minn" or "maxx" or "mn" or "mx" or "amx" or "imn"
        or "minimum" or "maximum" or "minimize" or "maximize" or "minimise" or "maximise" or "lower" or "higher";

    // A program that compares by words of its own knows both of them: dgl-lifesci's EarlyStopping takes 'higher' and 'lower'.
    private static bool IsOwnWord(CheckedDocument document, string mode) => Opposite(mode) is { } other
        && document.Program is { } program && program.Occurs(mode) && program.Occurs(other);

    private static string? Opposite(string mode) => mode switch
    {
        "lower" => "higher",
        "higher" => "lower",
        "minimum" => "maximum",
        "maximum" => "minimum",
        "minimize" => "maximize",
        "maximize" => "minimize",
        "minimise" => "maximise",
        "maximise" => "minimise",
        _ => null,
    };

    private static bool IsOfWatching(Leaf leaf) => leaf.Word is "patience" or "threshold" or "factor" or "save_top_k" or "min_delta" or "metric";
}
