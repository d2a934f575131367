using System;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Optimizers;

/// <summary>The update rule that a recipe names.</summary>
public static class RecipeOptimizer
{
    /// <summary>Foret et al. 2020 (arXiv:2010.01412) and davda54/sam: rho=0.05.</summary>
    private const double SharpnessRadius = 0.05;

    /// <summary>The rule with the recipe's constants; null when the probe does not know the optimizer.</summary>
    public static OptimizerSettings? Of(Recipe recipe)
    {
        if (!recipe.Get(Facts.Optimizer).TryGet(out var name) || KindOf(name) is not { } kind)
        {
            return null;
        }

        var defaults = OptimizerSettings.Of(kind);
        return defaults with
        {
            Momentum = defaults.HasVelocity ? recipe.Get(Facts.Momentum).Or(Math.Max(defaults.Momentum, MomentumOf(name))) : 0,
            Nesterov = defaults.Nesterov || NameLetters.Of(name).Contains("nesterov", StringComparison.Ordinal),
            SharpnessRadius = IsSharpnessAware(NameLetters.Of(name)) ? SharpnessRadius : 0,
            WeightDecay = recipe.Get(Facts.WeightDecay).Or(defaults.WeightDecay),
            Beta1 = recipe.Get(Facts.Beta1).Or(defaults.Beta1),
            Beta2 = recipe.Get(Facts.Beta2).Or(defaults.Beta2),
            Epsilon = recipe.Get(Facts.Epsilon).Or(defaults.Epsilon),
            ClipNorm = Clip(recipe, Facts.GradientClipNorm),
            ClipValue = Clip(recipe, Facts.GradientClipValue),
        };
    }

    /// <summary>Which rule a framework's name for an optimizer stands for; null for those that the probe does not run.</summary>
    public static OptimizerKind? KindOf(string name)
    {
        var plain = NameLetters.Of(name);
        return Has("schedulefree") ? Has("adam") ? OptimizerKind.ScheduleFreeAdamW : Has("sgd") ? OptimizerKind.ScheduleFreeSgd : null
            : Has("muon") ? OptimizerKind.Muon
            : Has("prodigy") ? OptimizerKind.Prodigy
            : Has("adafactor") ? OptimizerKind.Adafactor
            : Has("adadelta") ? OptimizerKind.Adadelta
            : Has("sophia") ? OptimizerKind.Sophia
            : Has("lion") ? OptimizerKind.Lion
            : Has("lamb") ? OptimizerKind.Lamb
            : Has("lars") || Has("larc") ? OptimizerKind.Lars
            : IsSharpnessAware(plain) ? OptimizerKind.Sgd
            : Adams(Has);

        bool Has(string part) => plain.Contains(part, StringComparison.Ordinal);
    }

    private static OptimizerKind? Adams(Func<string, bool> has) =>

        // Apex's FusedAdam and DeepSpeed's CPU Adam decouple weight decay unless told otherwise.
        has("adamw") || has("fusedadam") || has("cpuadam") ? OptimizerKind.AdamW
        : has("adamax") ? OptimizerKind.Adamax
        : has("nadam") ? OptimizerKind.NAdam
        : has("radam") ? OptimizerKind.RAdam
        : has("dadapt") || has("adamp") ? null
        : has("adam") ? OptimizerKind.Adam
        : has("rmsprop") ? OptimizerKind.RmsProp
        : has("adagrad") ? OptimizerKind.Adagrad
        : has("sgd") || has("momentum") || has("nesterov") ? OptimizerKind.Sgd
        : null;

    /// <summary>SAM by itself, or over SGD; the letters alone are part of other words.</summary>
    private static bool IsSharpnessAware(string plain) => plain is "sam" or "asam" or "samsgd" or "sgdsam" or "esam" or "gsam";

    /// <summary>An optimizer of the name "Momentum" has one, even when its default is not written.</summary>
    private static double MomentumOf(string name) =>
        NameLetters.Of(name) is var plain
            && (plain.Contains("momentum", StringComparison.Ordinal) || plain.Contains("nesterov", StringComparison.Ordinal)) ? 0.9 : 0;

    /// <summary>Most frameworks take a bound of zero or below for off; some hand it on, where it erases or reverses every gradient.</summary>
    private static double? Clip(Recipe recipe, SettingKey<double> key) =>
        recipe.Get(key).TryGet(out var bound)
        && (bound > 0
            || (bound == 0 && recipe.Means(key, Meaning.ZeroErases))
            || (bound < 0 && key == Facts.GradientClipNorm && recipe.Means(Facts.GradientClipNorm, Meaning.NegativeReverses)))
            ? bound
            : null;
}
