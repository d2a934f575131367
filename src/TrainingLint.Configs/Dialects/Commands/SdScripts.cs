using System;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>kohya's sd-scripts and musubi-tuner: <c>library/train_util.py</c>, <c>train_network.py</c>.</summary>
internal sealed class SdScripts : CommandDialect
{
    private const string Relative = "Adafactor's relative_step is on by default, so the rate is chosen by the optimizer (train_util.py, get_optimizer); add \"relative_step=False\" to --optimizer_args";

    public SdScripts()
        : base("sd-scripts", Loaders.Argparse)
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
        Map(Facts.Precision, "mixed_precision").Otherwise("no");
        Map(Facts.LoraRank, "network_dim");
        Map(Facts.LoraAlpha, "network_alpha");
        OtherKnownKeys =
        [
            "learning_rate_te", "learning_rate_te1", "learning_rate_te2", "text_encoder_lr", "lr_warmup_steps", "lr_decay_steps", "lr_scheduler_num_cycles", "network_dropout", "network_args", "optimizer_args", "save_every_n_epochs",
            "save_every_n_steps", "sample_every_n_epochs", "sample_every_n_steps", "max_data_loader_n_workers", "network_weights", "network_module",
        ];
        KeyFacts =
        [
            .. new[] { "learning_rate", "unet_lr",
                "text_encoder_lr" }.Select(path =>
                    new KeyFact(path,
                        Relative) { When = (scope, draft) =>
                            draft.Get(Facts.Optimizer).Or("").Equals("adafactor", StringComparison.OrdinalIgnoreCase) && IsRelative(scope) }),
            new("max_train_steps", "--max_train_epochs is given too and wins") { When = (scope, _) => scope.Number("max_train_epochs") > 0, Severity = Severity.Info },
        ];
    }

    // kohya-ss/musubi-tuner docs/{flux_2,flux_kontext,qwen_image,hunyuan_video_1_5}.md, and issue 26 for HunyuanVideo.
    private static readonly string[] WantBFloat16 =
        ["hv_train_network", "hv_1_5_train_network", "flux_2_train_network", "flux_kontext_train_network", "qwen_image_train_network", "qwen_image_train"];

    public override int Precedence => 381;

    protected override bool Starts(CommandLine command, ConfigView config) =>
        config.Has("network_module")
        || (config.HasAny("pretrained_model_name_or_path", "dit", "ckpt_path") && config.Count("output_name", "save_model_as", "optimizer_type", "sdpa", "xformers", "max_train_epochs", "train_data_dir", "dataset_config", "save_every_n_epochs", "mem_eff_attn", "cache_latents", "sample_prompts", "network_dim") >= 3);

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        var isAdapter = scope.Has("network_module");
        draft.Regime = isAdapter ? Regime.Adapter : Regime.FineTuning;
        if (!scope.Has("max_train_steps") && !scope.Has("max_train_epochs"))
        {
            draft.SetDefault(Facts.MaxSteps, 1600);
        }
        else if (draft.Get(Facts.Epochs).IsWritten)
        {
            draft.Set(Facts.MaxSteps, Setting<double>.Missing);
        }

        if (isAdapter && draft.Get(Facts.LoraRank).IsWritten)
        {
            draft.SetDefault(Facts.LoraAlpha, 1);
        }

        // A data set's file has a batch size of its own, which wins.
        if (scope.Has("dataset_config"))
        {
            draft.Set(Facts.BatchSize, Setting<double>.Unknown);
        }

        if (!draft.Get(Facts.LearningRate).IsWritten && draft.Get(Facts.Optimizer).Or("").Equals("adafactor", StringComparison.OrdinalIgnoreCase))
        {
            draft.Set(Facts.LearningRate, Setting<double>.Unknown);
        }

        if (draft.Get(Facts.Optimizer).Or("").Equals("adafactor", StringComparison.OrdinalIgnoreCase) && IsRelative(scope))
        {
            draft.Mean(Facts.LearningRate, Meaning.NoStepSize);
        }

        ReadWarmup(scope, draft);
        ReadOthers(scope, draft);
        if (Array.IndexOf(WantBFloat16, scope.View.Root.Command!.Stem) >= 0 && scope.IsAny("mixed_precision", "fp16"))
        {
            scope.ObserveRefused("mixed_precision", "fp16", "bf16", "the weights of this model are bf16, and half precision does not reach as far: the loss becomes nan", Severity.Info);
        }

        AdaptiveRates.Complete(scope, draft, "learning_rate");
    }

    // Text encoders have rates of their own (train_network.py); a scheduler of torch is named with its arguments beside it
    // (train_util.py, get_scheduler_fix: lr_scheduler_type wins over lr_scheduler).
    private static void ReadOthers(RecipeScope scope, RecipeBuilder draft)
    {
        foreach (var key in new[] { "text_encoder_lr", "learning_rate_te", "learning_rate_te1", "learning_rate_te2" })
        {
            if (scope.Read(key) is { HasValue: true } rate && rate.Or(0) > 0)
            {
                draft.ParameterGroups.Add(new ParameterGroup(key, rate));
            }
        }

        if (scope.Text("lr_scheduler_type") is { Length: > 0 } type && scope.Node("lr_scheduler_type") is { } written)
        {
            var name = DottedName.Last(type);
            draft.Set(Facts.Schedule, Setting<string>.Written(name, type, "lr_scheduler_type", written.Place, scope.OriginOf(written)));
            if (name == "CosineAnnealingLR")
            {
                draft.Set(Facts.ScheduleLength, scope.Read("lr_scheduler_args.T_max"));
                draft.Set(Facts.FinalLearningRate, scope.Read("lr_scheduler_args.eta_min"));
                draft.Mean(Facts.Schedule, Meaning.CosineClimbsAgain);
            }
        }
    }

    // An int is steps, a float a share of the run: 100.0 means a hundred runs.
    private static void ReadWarmup(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Node("lr_warmup_steps") is not ScalarNode node || scope.Read("lr_warmup_steps") is not { HasValue: true } written || !written.TryGet(out var amount))
        {
            draft.SetDefault(Facts.WarmupSteps, 0);
            return;
        }

        if (draft.Get(Facts.Schedule).Is("constant") && amount != 0)
        {
            scope.ObserveRefused("lr_warmup_steps", node.Text, "0, or the schedule constant_with_warmup", "the schedule 'constant' refuses a warmup (train_util.py, get_scheduler_fix)");
        }

        var isShare = node.Text.IndexOf('.') >= 0 || node.Text.IndexOf('e') >= 0;
        if (isShare && amount > 1)
        {
            scope.ObserveRefused("lr_warmup_steps", node.Text, "whole steps, or a share of at most 1", string.Format(CultureInfo.InvariantCulture, "a number with a point is a share of the run, so the warmup is {0} runs long", amount));
        }

        draft.Set(isShare ? Facts.WarmupRatio : Facts.WarmupSteps, written);
    }

    private static bool IsRelative(RecipeScope scope) => !scope.IsFalse("optimizer_args.relative_step");
}
