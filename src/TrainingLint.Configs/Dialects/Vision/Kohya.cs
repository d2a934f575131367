using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// kohya-ss/sd-scripts: <c>library/train_util.py</c>, <c>train_network.py</c>. Tables are flattened by one level into one set of
/// names; types are not converted and unknown names are kept without a word.
/// </summary>
internal sealed class Kohya : Dialect
{
    private const string Adafactor = "Adafactor with relative_step, which is its default here, finds its own rate (train_util.py, get_optimizer); write optimizer_args = [\"relative_step=False\"]";

    private static readonly string[] Own = [
        "network_module", "network_dim", "network_alpha", "pretrained_model_name_or_path", "train_data_dir", "dataset_config", "max_train_steps", "max_train_epochs", "unet_lr",
        "text_encoder_lr", "optimizer_type", "train_batch_size", "output_name", "save_every_n_epochs", "cache_latents", "min_snr_gamma", "lr_scheduler", "save_model_as",
    ];

    private static readonly string[] OwnRates = ["prodigy", "dadapt"];

    public Kohya()
        : base("kohya", new Loader("toml", ScalarSchema.Toml) { TextNumberConsequence = "no type is converted, so training stops with a TypeError where the value is used" })
    {
        Map(Facts.Optimizer, "optimizer_type").Otherwise("AdamW");
        Map(Facts.LearningRate, "unet_lr", "learning_rate").Otherwise(2e-6);
        Map(Facts.Schedule, "lr_scheduler").Otherwise("constant");
        Map(Facts.BatchSize, "train_batch_size").Otherwise(1);
        Map(Facts.GradientAccumulation, "gradient_accumulation_steps").Otherwise(1);
        Map(Facts.Epochs, "max_train_epochs").OtherwiseNone();
        Map(Facts.MaxSteps, "max_train_steps");
        Map(Facts.GradientClipNorm, "max_grad_norm").Otherwise(1);
        Map(Facts.Seed, "seed").OtherwiseNone();
        Map(Facts.LoraRank, "network_dim");
        Map(Facts.LoraAlpha, "network_alpha");
        OtherKnownKeys = [.. Own, "learning_rate", "noise_offset", "network_args", "optimizer_args", "lr_warmup_steps", "lr_scheduler_num_cycles", "lr_scheduler_power"];
        KeyFacts = [
            new("learning_rate", Adafactor) { When = FindsItsOwnRate },
            new("unet_lr", Adafactor) { When = FindsItsOwnRate },
            new("text_encoder_lr", Adafactor) { When = FindsItsOwnRate },
        ];
    }

    public override int Precedence => 6;

    public override bool IsWrittenIn(ConfigFormat format) => format == ConfigFormats.Toml;

    public override bool Recognises(ConfigView config)
    {
        var flat = Rearrange(config);
        return flat.Count(Own) >= 3 && flat.HasAny("learning_rate", "unet_lr", "optimizer_type", "network_module", "network_dim") && !flat.HasAny("datasets", "resolution_buckets");
    }

    // Keys stand in tables of any name as well as in front of them.
    public override IEnumerable<string> KeyScopes(ConfigView config) =>
        config.Root.Entries.Where(entry => entry.Value is MappingNode).Select(entry => entry.Key.Text).Prepend("");

    // Names of tables mean nothing (train_util.py, read_config_from_file).
    protected override ConfigView Rearrange(ConfigView config)
    {
        if (!config.Root.Entries.Any(entry => entry.Value is MappingNode))
        {
            return config;
        }

        var entries = config.Root.Entries.SelectMany(entry => entry.Value is MappingNode table ? table.Entries : [entry]).ToArray();
        return new ConfigView(config.File, new MappingNode(config.Root.Source, config.Root.Span, config.Root.Tag, entries),
            config.IsComplete)
        { Files = config.Files };
    }

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var isNetwork = scope.HasAny("network_module", "network_dim");
        if (isNetwork && draft.Get(Facts.LoraAlpha) is { HasValue: false, Text: null })
        {
            // sd-scripts, train_network.py: --network_alpha defaults to 1 whatever the rank.
            draft.SetDefault(Facts.LoraAlpha, 1);
        }

        draft.Regime = isNetwork ? Regime.Adapter : Regime.FineTuning;
        draft.ScheduleUnit = LengthUnit.Steps;
        ReadWarmup(scope, draft);
        if (!draft.Get(Facts.Epochs).IsWritten)
        {
            draft.SetDefault(Facts.MaxSteps, 1600);
        }
        else
        {
            // max_train_epochs wins over max_train_steps (train_network.py).
            draft.Set(Facts.MaxSteps, Setting<double>.Unknown);
        }

        if (isNetwork)
        {
            draft.SetDefault(Facts.LoraAlpha, 1);
        }

        var optimizer = draft.Get(Facts.Optimizer).Or("");
        if (FindsItsOwnRate(scope, draft) || Array.Exists(OwnRates, name => optimizer.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
        {
            draft.Mean(Facts.LearningRate, Meaning.NoStepSize);
        }
    }

    // An int counts steps, a float is a share of the run: 100.0 is a hundred runs (train_util.py, get_scheduler_fix).
    private static void ReadWarmup(RecipeScope scope, RecipeBuilder draft)
    {
        var written = scope.Read("lr_warmup_steps");
        if (scope.Node("lr_warmup_steps") is ScalarNode scalar && scalar.Read(scope.Loader.Schema).Kind == ScalarKind.Float)
        {
            draft.Set(Facts.WarmupRatio, written);
            return;
        }

        draft.Set(Facts.WarmupSteps, written.State == SettingState.Absent ? Setting<double>.ByDefault(0) : written);
    }

    private static bool FindsItsOwnRate(RecipeScope scope, RecipeBuilder draft) =>
        draft.Get(Facts.Optimizer).Or("").Equals("adafactor", StringComparison.OrdinalIgnoreCase)
        && !((scope.Node("optimizer_args") as SequenceNode)?.Items.OfType<ScalarNode>()
            ?? []).Any(argument => argument.Text.Replace(" ", "").Equals("relative_step=False", StringComparison.OrdinalIgnoreCase))
        && scope.Node("optimizer_args") is null or SequenceNode;
}
