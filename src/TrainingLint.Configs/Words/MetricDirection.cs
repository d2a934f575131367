using System.Linq;

namespace TrainingLint.Configs.Words;

/// <summary>In which direction a metric is good, by its name.</summary>
internal static class MetricDirection
{
    private static readonly string[] Falling = ["loss", "error", "err", "mae", "mse", "rmse", "wer", "cer", "per", "fid", "perplexity",
        "ppl", "nll", "losses"];
    private static readonly string[] Rising = ["acc", "acc1", "accuracy", "auc", "auroc", "f1", "map", "miou", "iou", "dice", "psnr",
        "ssim", "bleu", "recall", "precision", "reward", "ndcg", "mrr"];

    /// <summary>
    /// "min" for a metric that falls (val_loss), "max" for one that rises (val/acc); null for a name that says both or neither.
    /// </summary>
    public static string? Of(string metric)
    {
        var words = KeyWords.Split(KeyWords.Normalize(metric.Trim()));
        var falls = words.Any(word => Falling.Contains(word));
        var rises = words.Any(word => Rising.Contains(word));
        return falls == rises || words.Any(word => word is "neg" or "negative" or "minus" or "inverse") ? null : falls ? "min" : "max";
    }
}
