using System;
using System.Linq;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// CompVis/latent-diffusion and its descendants: <c>main.py</c>, <c>ldm/models/**</c>. The script multiplies base_learning_rate by
/// accumulation x GPUs x batch unless <c>--scale_lr False</c> is given; optimizers are fixed in the model classes.
/// </summary>
internal sealed class LatentDiffusion : Dialect
{
    private const string RateKey = "base_learning_rate";

    public LatentDiffusion()
        : base("latent-diffusion", Loaders.OmegaConfUntyped)
    {
        Map(Facts.Optimizer, "model.params.optimizer_config.target");
        Map(Facts.LearningRate, "model." + RateKey);
        Map(Facts.Schedule, "model.params.scheduler_config.target").OtherwiseNone();
        Map(Facts.WarmupSteps, "model.params.scheduler_config.params.warm_up_steps").OtherwiseNone();
        Map(Facts.BatchSize, "data.params.batch_size");
        Map(Facts.GradientAccumulation, "lightning.trainer.accumulate_grad_batches").Otherwise(1);
        Map(Facts.Epochs, "lightning.trainer.max_epochs");
        Map(Facts.MaxSteps, "lightning.trainer.max_steps");
        Map(Facts.GradientClipNorm, "lightning.trainer.gradient_clip_val").OtherwiseNone();
        Map(Facts.Precision, "lightning.trainer.precision").Otherwise("fp32");
        OtherKnownKeys = [RateKey, "cycle_lengths", "f_start", "f_max", "f_min", "batch_size", "num_workers"];
    }

    public override int Precedence => 140;

    public override bool Recognises(ConfigView config) =>
        config.Has("model.target") && config.Mapping("model") is { } model
            && model.Entries.Any(entry => entry.Key.Text == RateKey || MisspeltKeys.IsOneSlip(entry.Key.Text, RateKey));

    // A released model keeps its rate but neither data nor trainer: the file only serves to build the network.
    protected override bool IsFragment(ConfigView config) => !config.HasAll("data.target", "lightning");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;

        // rinongal/textual_inversion, ddpm.py: only the embeddings of the new words learn unless unfreeze_model is set.
        var learnsWordsOnly = scope.Has("model.params.personalization_config") && !scope.IsTrue("model.params.unfreeze_model");
        draft.Regime = learnsWordsOnly ? Regime.LinearProbe : draft.IsFragment ? Regime.Unknown : Regime.FromScratch;
        var target = scope.Text("model.target") ?? "";
        var isAutoencoder = target.IndexOf("autoencoder", StringComparison.OrdinalIgnoreCase) >= 0;
        var isOriginal = target.StartsWith("ldm.", StringComparison.Ordinal) || target.StartsWith("taming.", StringComparison.Ordinal);
        draft.Infer(Facts.Adversarial, isAutoencoder, "model.target");
        if (isOriginal && draft.Get(Facts.Optimizer).State != SettingState.Known)
        {
            CompleteOptimizer(draft, isAutoencoder);
        }

        if (isOriginal && !IsHandedOnAsWritten(scope))
        {
            CompleteRate(scope, draft);
        }
    }

    // configure_optimizers of ldm/models/diffusion/ddpm.py and of ldm/models/autoencoder.py.
    private static void CompleteOptimizer(RecipeBuilder draft, bool isAutoencoder)
    {
        draft.Set(Facts.Optimizer, Setting<string>.ByDefault(isAutoencoder ? "Adam" : "AdamW"));
        draft.Set(Facts.Beta1, Setting<double>.ByDefault(isAutoencoder ? 0.5 : 0.9));
        draft.Set(Facts.Beta2, Setting<double>.ByDefault(isAutoencoder ? 0.9 : 0.999));
        draft.Set(Facts.WeightDecay, Setting<double>.ByDefault(isAutoencoder ? 0 : 0.01));
        draft.Set(Facts.Seed, Setting<double>.ByDefault(23));
    }

    private static void CompleteRate(RecipeScope scope, RecipeBuilder draft)
    {
        var rate = draft.Get(Facts.LearningRate);
        if (!rate.TryGet(out var perSample) || !draft.Get(Facts.BatchSize).TryGet(out var batch))
        {
            return;
        }

        var gpus = Gpus(scope.Text("lightning.trainer.gpus") ?? scope.Text("lightning.trainer.devices"));
        var accumulation = draft.Get(Facts.GradientAccumulation).Or(1);
        var samples = batch * gpus * accumulation;
        draft.Set(Facts.EffectiveBatchSize,
            Setting<double>.Derived(samples, FormattableString.Invariant($"batch_size {batch} x {gpus} GPU x {accumulation} accumulation steps"), draft.Get(Facts.BatchSize)));
        draft.Set(Facts.EffectiveLearningRate, Setting<double>.Derived(
            perSample * samples,
            FormattableString.Invariant($"base_learning_rate {perSample} x batch_size {batch} x {gpus} GPU x {accumulation} accumulation steps, as main.py scales unless --scale_lr is off"),
            rate));
    }

    // A descendant whose main.py no longer multiplies: model.learning_rate = base_lr.
    private static bool IsHandedOnAsWritten(RecipeScope scope) => scope.View.File.FullPath is { } path
        && scope.View.Files?.Programs?.IndexFor(path) is { ScalesRate: false };

    // "0," is one GPU, "0,1" are two; a bare number counts them.
    private static int Gpus(string? text)
    {
        var ids = (text ?? "").Split([','], StringSplitOptions.RemoveEmptyEntries);
        return text is null || ids.Length == 0 ? 1
            : text.IndexOf(',') >= 0 ? ids.Length
            : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count)
            && count > 0 ? count
            : 1;
    }
}
