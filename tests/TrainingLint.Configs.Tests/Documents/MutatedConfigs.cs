using System;
using System.Collections.Generic;
using System.Text;
using CsCheck;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Tests.Documents;

/// <summary>Configs of several frameworks with random damage.</summary>
internal static class MutatedConfigs
{
    private const string Letters = "\n\r\t :-?,[]{}#&*!|>'\"%@`\\~<=01e.a\u00e9\u4e2d\uFEFF\u2028\u2029\0\u0085\u0007\U0001F680";

    private static readonly string[] Pieces =
        ["\r\n", "\r", "\u0085", "\u2028", "\"1e-4\"", "1e-4", "{a: 1}", "---\n", "&a ", "*a", "!!float ", "lr: 90\n", ".inf", "-1e308", "''", "\"", "\U0001F680 ", "# \u8bad\u7ec3\n", "null", "[1, .inf]"];

    private static readonly string[] Frames =
    [
        "SOLVER:\n  IMS_PER_BATCH: 16\n  MAX_ITER: 90000\n  STEPS: (60000, 80000)\n  GAMMA: 0.1\n  BASE_LR: 90.0\n  WARMUP_ITERS: 180000\nSEED: 42\nSEED: 42\n",
        "model_name_or_path: org/model\ndataset_name: org/data\nstage: sft\nfinetuning_type: lora\nlearning_rate: \"0.0001\"\nper_device_train_batch_size: 8\nnum_train_epochs: 3\nwarmup_ratio: 1.5\nlr_scheduler_type: cosine\n",
        "optim: adam\noptim_conf:\n  lr: 1e-3\n  weight_decay: 1e-2\nscheduler: warmuplr\nscheduler_conf:\n  warmup_steps: 25000\nencoder: conformer\naccum_grad: 1\nmax_epoch: 100\nseed: 42\n",
        "{\"train_batch_size\": 64, \"optimizer\": {\"type\": \"AdamW\", \"params\": {\"lr\": \"3e-5\", \"betas\": [0.9, 1.5]}}, \"fp16\": {\"enabled\": true}, \"bf16\": {\"enabled\": true}}",
        "{trainer: {max_epochs: 3, gradient_clip_val: 0}, exp_manager: {}, model: {optim: {name: adamw, lr: '1e-4', betas: [0.9, 0.98], sched: {name: CosineAnnealing, warmup_steps: 100}}}}\n",
        "Global:\n  epochs: 120\nArch:\n  name: ResNet50\nOptimizer:\n  name: Momentum\n  momentum: 0.9\n  lr:\n    name: Piecewise\n    learning_rate: 1e-1\n    decay_epochs: [30, 60]\n    values: [0.1, 0.01, 0.001]\nDataLoader:\n  Train: {}\n",
        "base_model: org/model\ndatasets:\n  - path: org/data\n    type: alpaca\nadapter: lora\nlearning_rate: 2e-4\nmicro_batch_size: 2\nnum_epochs: 3\noptimizer: adamw_torch\nwarmup_steps: 10\nwarmup_ratio: 0.05\nbf16: true\nfp16: true\n",
    ];

    /// <summary>A config with up to six changes; fewer and smaller ones where a failing one is shrunk.</summary>
    public static Gen<SourceFile> All { get; } = Gen.Select(
        Gen.Int[0, Frames.Length - 1],
        Gen.Select(Gen.Int[0, 4], Gen.Double.Unit, Gen.Double.Unit, Gen.Int[1, 24],
            (kind, at, pick, length) => new Change(kind, at, pick, length)).Array[0, 6],
        Gen.Int[0, 4],
        (frame, changes, ending) => new SourceFile(ending == 4 ? "train.json" : "train.yaml", Changed(Frames[frame], changes)));

    private static string Changed(string frame, Change[] changes)
    {
        var text = new StringBuilder(frame);
        foreach (var change in changes)
        {
            var at = Share(change.At, text.Length);
            switch (change.Kind)
            {
                case 0:
                    text.Insert(at, Letters[Share(change.Pick, Letters.Length - 1)]);
                    break;
                case 1:
                    text.Insert(at, Pieces[Share(change.Pick, Pieces.Length - 1)]);
                    break;
                case 2:
                    text.Remove(at, Math.Min(change.Length / 3, text.Length - at));
                    break;
                case 3:
                    text.Replace("\n", change.Pick < 0.5 ? "\r\n" : "\r", at, text.Length - at);
                    break;
                default:
                    var from = Share(change.Pick, text.Length);
                    text.Insert(at, text.ToString(from, Math.Min(change.Length, text.Length - from)));
                    break;
            }
        }

        return text.ToString();
    }

    private static int Share(double share, int whole) => (int)Math.Round(share * whole);

    /// <summary>The sound and unsound frames themselves.</summary>
    public static IReadOnlyList<string> Undamaged => Frames;

    // Where and what, as shares of what there is: whatever the length of the text.
    private sealed record Change(int Kind, double At, double Pick, int Length);
}
