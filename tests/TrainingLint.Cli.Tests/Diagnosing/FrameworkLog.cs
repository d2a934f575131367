using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace TrainingLint.Cli.Tests.Diagnosing;

/// <summary>One run of a hundred entries, written as frameworks write theirs: their names, gaps, padding, quotes and words for no number.</summary>
internal static class FrameworkLog
{
    private const int Entries = 100;

    /// <summary>Who writes, which file, and how.</summary>
    public static readonly IReadOnlyDictionary<string, (string File, Func<string, string> Of)> Writers =
        new Dictionary<string, (string, Func<string, string>)>(StringComparer.Ordinal)
        {
            ["Lightning"] = ("metrics.csv", Lightning),
            ["Keras"] = ("training.log.csv", Keras),
            ["wandb"] = ("history.jsonl", WandB),
            ["ultralytics"] = ("results.csv", Ultralytics),
            ["MMEngine"] = ("scalars.json", MmEngine),
            ["fairseq"] = ("train.jsonl", Fairseq),
            ["stable-baselines3"] = ("progress.csv", StableBaselines),
            ["pandas"] = ("history.csv", Pandas),
        };

    /// <summary>Those that write a held-out loss.</summary>
    public static bool HasHeldOutLoss(string writer) => writer is "Lightning" or "Keras" or "wandb" or "ultralytics" or "pandas";

    private static string Lightning(string kind) => "epoch,lr-AdamW,step,train_loss,val_loss\n" + Join(kind, entry =>
        $"{entry.Number / 10},,{(entry.Number * 50) - 1},{Text(entry.Loss)},\n{entry.Number / 10},{Text(entry.Rate)},{(entry.Number * 50) - 1},,\n"
        + (entry.Number % 10 == 0 ? $"{entry.Number / 10},,{(entry.Number * 50) - 1},,{Text(entry.HeldOut)}\n" : ""));

    private static string Keras(string kind) => "epoch,accuracy,learning_rate,loss,val_accuracy,val_loss\n" + Join(kind, entry =>
        $"{entry.Number - 1},0.7,{Text(entry.Rate)},{Text(entry.Loss)},0.6,{Text(entry.HeldOut)}\n");

    private static string WandB(string kind) => Join(kind, entry =>
        $"{{\"_step\": {entry.Number * 10}, \"_runtime\": {entry.Number * 3}, \"train/loss\": {Word(entry.Loss)}, \"train/learning_rate\": {Word(entry.Rate)}}}\n"
        + (entry.Number % 10 == 0 ? $"{{\"_step\": {(entry.Number * 10) + 1}, \"eval/loss\": {Word(entry.HeldOut)}}}\n" : ""));

    private static string Ultralytics(string kind) =>
        string.Join(',', new[] { "epoch", "train/box_loss", "train/cls_loss", "metrics/mAP50(B)", "val/box_loss", "val/cls_loss", "lr/pg0", "lr/pg1" }.Select(Padded)) + "\n"
        + Join(kind, entry =>
            string.Join(',',
                new[] { Text(entry.Number), Text(entry.Loss), Text(1.2 * entry.Loss), "0.5", Text(entry.HeldOut), Text(1.2 * entry.HeldOut),
                    Text(entry.Rate), Text(entry.Rate) }.Select(Padded)) + "\n");

    private static string MmEngine(string kind) => Join(kind, entry =>
        $"{{\"lr\": {Word(entry.Rate)}, \"data_time\": 0.01, \"loss\": {Word(entry.Loss)}, \"loss_cls\": {Word(0.6 * entry.Loss)}, \"iter\": {entry.Number * 50}, \"step\": {entry.Number * 50}}}\n"
        + (entry.Number % 20 == 0 ? $"{{\"coco/bbox_mAP\": 0.3, \"time\": 0.02, \"step\": {entry.Number / 20}}}\n" : ""));

    private static string Fairseq(string kind) => Join(kind, entry =>
        $"{{\"epoch\": {1 + (entry.Number / 20)}, \"loss\": \"{Text(entry.Loss)}\", \"ppl\": \"12.1\", \"lr\": \"{Text(entry.Rate)}\", \"num_updates\": \"{entry.Number * 100}\"}}\n");

    private static string StableBaselines(string kind) => "time/iterations,time/total_timesteps,train/loss,train/learning_rate,rollout/ep_rew_mean\n"
        + Join(kind, entry => $"{entry.Number},{entry.Number * 2048},{Text(entry.Loss)},{Text(entry.Rate)},{20 + entry.Number}\n");

    private static string Pandas(string kind) => ",step,loss,lr,val_loss\n" + Join(kind, entry =>
        $"{entry.Number - 1},{entry.Number * 10},{Text(entry.Loss)},{Text(entry.Rate)},{(entry.Number % 5 == 0 ? Text(entry.HeldOut) : "")}\n");

    private static string Join(string kind, Func<Entry, string> write) =>
        new StringBuilder().AppendJoin("", Enumerable.Range(1, Entries).Select(number => write(Entry.Of(kind, number)))).ToString();

    private static string Padded(string cell) => cell.PadLeft(23);

    private static string Text(double value) =>
        double.IsNaN(value) ? "nan" : double.IsInfinity(value) ? "inf" : value.ToString("G7", CultureInfo.InvariantCulture);

    private static string Word(double value) => double.IsNaN(value) ? "NaN" : double.IsInfinity(value) ? "Infinity" : Text(value);

    private sealed record Entry(int Number, double Rate, double Loss, double HeldOut)
    {
        public static Entry Of(string kind, int number)
        {
            var time = number / (double)Entries;
            var noise = 0.03 * PlantedLog.Noise(number);
            var sound = new Entry(number, 1e-3 * Math.Min(1, time / 0.1) * (1 + Math.Cos(Math.PI * Math.Max(0, (time - 0.1) / 0.9))) / 2,
                0.3 + (2 * Math.Exp(-4 * time)) + noise, 0.4 + (2 * Math.Exp(-4 * time)) + (0.5 * noise));
            return kind switch
            {
                "a rate of 0" => sound with { Rate = 0, Loss = 2.3 + noise, HeldOut = 2.31 + (0.3 * noise) },
                "losses that are no number" => time > 0.4 ? sound with { Loss = double.NaN, HeldOut = double.NaN } : sound,
                "infinite losses" => time > 0.6 ? sound with { Loss = double.PositiveInfinity, HeldOut = double.PositiveInfinity } : sound,
                "losses that grow" =>
                    time > 0.5 ? sound with { Loss = sound.Loss + (30 * (time - 0.5)), HeldOut = sound.HeldOut + (30 * (time - 0.5)) }
                        : sound,
                "a spike" => time is > 0.4 and < 0.6 ? sound with { Loss = 4 * sound.Loss } : sound,
                "overfitting" => sound with { HeldOut = 0.4 + (2 * Math.Exp(-4 * Math.Min(time, 0.35))) + (1.2 * Math.Max(0, time - 0.35)) },
                "an evaluation of a copy" => sound with { HeldOut = 2.302585 },
                _ => sound,
            };
        }
    }
}
