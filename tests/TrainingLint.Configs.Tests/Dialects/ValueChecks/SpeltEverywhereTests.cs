using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

/// <summary>Each kind of mistake in all the places where people keep settings: a kind that is found in YAML alone is half a kind.</summary>
public class SpeltEverywhereTests
{
    private static readonly string[] Run =
        ["learning_rate=0.001", "optimizer=\"adam\"", "epochs=100", "batch_size=32", "weight_decay=0.0001", "seed=1"];

    // Section, sound settings, and what is changed.
    private static readonly (string Kind, string Section, string Sound, string Change)[] Kinds =
    [
        ("hop beyond window", "audio", "sample_rate=16000;n_fft=1024;win_length=1024;hop_length=256", "hop_length=4096"),
        ("window beyond transform", "audio", "sample_rate=16000;n_fft=1024;win_length=1024;hop_length=256", "win_length=2048"),
        ("band beyond half the rate", "audio", "sample_rate=16000;n_fft=1024;hop_length=256;fmin=0;fmax=8000", "fmax=12000"),
        ("heads", "model", "hidden_size=512;num_heads=8", "num_heads=7"),
        ("heads of two widths", "model", "hidden_dim=512;emb_dim=256;num_heads=8", "num_heads=7"),
        ("groups of heads", "model", "hidden_size=512;num_attention_heads=8;num_key_value_heads=4", "num_key_value_heads=3"),
        ("soft update", "agent", "gamma=0.99;tau=0.005;buffer_size=100000", "tau=5"),
        ("discount", "agent", "gamma=0.99;gae_lambda=0.95;clip_range=0.2", "gamma=1.5"),
        ("clip range", "agent", "gamma=0.99;gae_lambda=0.95;clip_range=0.2", "clip_range=20"),
        ("exploration before learning", "agent", "gamma=0.99;total_timesteps=200000;learning_starts=1000;exploration_fraction=0.1", "learning_starts=50000"),
        ("activation", "model", "hidden_size=512;activation=\"relu\"", "activation=\"rellu\""),
        ("optimizer", "", "optimizer=\"adam\"", "optimizer=\"adma\""),
        ("schedule", "", "lr_scheduler=\"cosine\"", "lr_scheduler=\"cosin\""),
        ("lowest rate", "scheduler", "T_max=100;eta_min=0.000001", "eta_min=0.01"),
        ("growing decay", "scheduler", "step_size=30;gamma=0.1", "gamma=1.5"),
        ("weight of a loss", "loss", "recon_weight=1.0;triplet_weight=0.1", "triplet_weight=-0.1"),
        ("weight by its name", "", "lambda_gp=10", "lambda_gp=-10"),
        ("focal loss", "", "focal_gamma=2.0;focal_alpha=0.25", "focal_alpha=25"),
        ("evaluation", "", "max_steps=1000;eval_steps=100", "eval_steps=5000"),
        ("smoothing", "", "label_smoothing=0.1", "label_smoothing=10"),
        ("dropout", "model", "hidden_size=512;dropout=0.1", "dropout=10"),
        ("mixup", "", "mixup_prob=0.5", "mixup_prob=50"),
        ("kept share", "model", "hidden_size=512;keep_prob=0.9", "keep_prob=90"),
        ("order of betas", "", "betas=[0.9, 0.999]", "betas=[0.999, 0.9]"),
        ("second beta", "", "beta1=0.9;beta2=0.999", "beta2=9.99"),
        ("average", "", "ema_decay=0.999", "ema_decay=99.9"),
        ("temperature", "", "temperature=0.07", "temperature=0"),
        ("mixture", "data", "mixing_probs=[0.5, 0.3, 0.2]", "mixing_probs=[0.5, 0.3, 0.4]"),
        ("layers", "model", "filters=[32, 64, 128];kernel_sizes=[3, 3, 3]", "kernel_sizes=[3, 3]"),
        ("drops and factors", "", "lr_milestones=[30, 60, 90];lr_factors=[0.1, 0.1, 0.1]", "lr_factors=[0.1, 0.1]"),
        ("patches", "model", "image_size=224;patch_size=16;embed_dim=768", "patch_size=15"),
        ("positions", "model", "max_seq_length=512;max_position_embeddings=512;hidden_size=512", "max_seq_length=1024"),
        ("tokens", "model", "vocab_size=32000;pad_token_id=0;hidden_size=512", "pad_token_id=32005"),
        ("split", "data", "train_ratio=0.8;val_ratio=0.1;test_ratio=0.1", "val_ratio=0.3"),
        ("warmup", "", "warmup_epochs=5", "warmup_epochs=500"),
        ("warmup as a percentage", "", "warmup_ratio=0.1", "warmup_ratio=10"),
        ("rate", "", "learning_rate=0.001", "learning_rate=0.5"),
        ("momentum", "", "optimizer=\"sgd\";momentum=0.9;learning_rate=0.1", "momentum=9"),
        ("noise", "diffusion", "timesteps=1000;beta_start=0.0001;beta_end=0.02", "beta_end=0.00001"),
        ("rank", "lora", "lora_rank=16;lora_alpha=32;lora_dropout=0.05", "lora_rank=-16"),
        ("precision", "", "precision=\"bf16\"", "precision=\"bf61\""),
        ("workers", "", "num_workers=4", "num_workers=-4"),
    ];


    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var (kind, _, _, _) in Kinds)
        {
            foreach (var place in Spelling.Places)
            {
                all.Add(kind, place);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Mistake_IsToldAndItsSoundTwinIsNot(string kind, string place)
    {
        var (_, section, sound, change) = Array.Find(Kinds, one => one.Kind == kind);
        var settings = Settings([.. Run, .. sound.Split(';')]);
        var good = Warnings(place, section, settings);
        Assert.Empty(good);
        Assert.NotEmpty(Warnings(place, section, Settings([.. settings.Select(one => one.Key + "=" + one.Value), change])));
    }

    private static (string Key, string Value)[] Settings(IEnumerable<string> lines)
    {
        var found = new List<(string Key, string Value)>();
        foreach (var line in lines)
        {
            var split = line.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = (line[..split], line[(split + 1)..]);
            var at = found.FindIndex(one => one.Key == key);
            if (at < 0)
            {
                found.Add((key, value));
            }
            else
            {
                found[at] = (key, value);
            }
        }

        return [.. found];
    }

    private static string[] Warnings(string place, string section, (string Key, string Value)[] settings) =>
        [.. new Judge().Findings(ReadText.As(Spelling.Of(place, section, settings), place))
            .Where(finding => finding.Severity != Severity.Info).Select(finding => finding.Rule.Id + " " + finding.Message)];
}
