using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>The training scripts of diffusers: <c>examples/*/train_*.py</c>, <c>src/diffusers/optimization.py</c>.</summary>
internal sealed class Diffusers : CommandDialect
{
    private const string TakesAnyText = "argparse's type=bool takes any text for true, so this switches it on; leave the flag out, or pass an empty text in quotes";

    public Diffusers()
        : base("diffusers", Loaders.Argparse)
    {
        // The default of the rate differs between the scripts: 1e-4, 5e-6 for ControlNet and DreamBooth.
        Map(Facts.Optimizer, "optimizer").Otherwise("AdamW");
        Map(Facts.LearningRate, "learning_rate");
        Map(Facts.Beta1, "adam_beta1").Otherwise(0.9);
        Map(Facts.Beta2, "adam_beta2").Otherwise(0.999);
        Map(Facts.Epsilon, "adam_epsilon").Otherwise(1e-8);
        Map(Facts.WeightDecay, "adam_weight_decay");
        Map(Facts.Schedule, "lr_scheduler").Otherwise("constant");
        Map(Facts.WarmupSteps, "lr_warmup_steps").Otherwise(500);
        Map(Facts.BatchSize, "train_batch_size");
        Map(Facts.GradientAccumulation, "gradient_accumulation_steps").Otherwise(1);
        Map(Facts.Epochs, "num_train_epochs").Means(Meaning.ZeroIsUnlimited);
        Map(Facts.MaxSteps, "max_train_steps").OtherwiseNone().Means(Meaning.ZeroIsUnlimited);
        Map(Facts.GradientClipNorm, "max_grad_norm").Otherwise(1);
        Map(Facts.Seed, "seed").OtherwiseNone();
        Map(Facts.Precision, "mixed_precision");
        Map(Facts.LoraRank, "rank");
        Map(Facts.LoraAlpha, "lora_alpha");
        OtherKnownKeys = ["validation_epochs", "validation_prompts", "validation_prompt", "validation_steps", "num_validation_images", "lr_num_cycles", "lr_power", "checkpointing_steps", "resolution", "text_encoder_lr"];
        KeyFacts =
        [
            new("lr_warmup_steps", "the schedule 'constant' has no warmup; write --lr_scheduler constant_with_warmup (diffusers/optimization.py, get_scheduler)")
            {
                When = (scope, draft) => draft.Get(Facts.Schedule).Is("constant") && scope.Number("lr_warmup_steps") > 0,
                Severity = Severity.Info,
            },
            .. new[] { "prodigy_decouple", "prodigy_use_bias_correction", "prodigy_safeguard_warmup" }.Select(flag => new KeyFact(flag, TakesAnyText) { When = (scope, _) => scope.IsFalse(flag) }),
        ];
    }

    public override int Precedence => 382;

    protected override bool Starts(CommandLine command, ConfigView config) =>
        command.Stem.StartsWith("train_", StringComparison.Ordinal)
        && config.HasAny("pretrained_model_name_or_path", "instance_data_dir", "pretrained_prior_model_name_or_path", "pretrained_decoder_model_name_or_path", "model_config_name_or_path", "pretrained_teacher_model")
        && config.HasAny("train_batch_size", "max_train_steps", "lr_warmup_steps", "num_train_epochs")
        && config.HasAny("learning_rate", "lr_scheduler", "resolution", "checkpointing_steps")
        && !config.HasAny("network_module", "save_model_as", "output_name", "per_device_train_batch_size");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        var isAdapter = scope.View.Root.Command!.Stem.IndexOf("lora", StringComparison.Ordinal) >= 0 || scope.Has("rank");
        var trainsAll = scope.Has("pretrained_model_name_or_path")
            && !AdapterMethods.Speak(scope.View.Root.Entries.Select(entry => KeyWords.Normalize(entry.Key.Text)));
        draft.Regime = isAdapter ? Regime.Adapter : trainsAll ? Regime.FineTuning : Regime.Unknown;
        if (draft.Get(Facts.Schedule).Is("constant"))
        {
            draft.Set(Facts.WarmupSteps, Setting<double>.ByDefault(0));
        }

        if (scope.IsTrue("scale_lr") && draft.Get(Facts.LearningRate).TryGet(out var rate)
            && draft.Get(Facts.BatchSize).TryGet(out var batch) && draft.Get(Facts.WorldSize).TryGet(out var devices))
        {
            var accumulation = draft.Get(Facts.GradientAccumulation).Or(1);
            draft.Set(Facts.EffectiveLearningRate, Setting<double>.Derived(
                rate * batch * accumulation * devices,
                FormattableString.Invariant(
                    $"--scale_lr: {NumberText.Of(rate)} x batch {NumberText.Of(batch)} x accumulation {NumberText.Of(accumulation)} x {NumberText.Of(devices)} processes"),
                draft.Get(Facts.LearningRate)));
        }

        AdaptiveRates.Complete(scope, draft, "learning_rate");
    }
}
