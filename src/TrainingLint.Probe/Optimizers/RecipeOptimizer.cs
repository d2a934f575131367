using System;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Optimizers;

/// <summary>The update rule that a recipe names.</summary>
public static class RecipeOptimizer
{
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
            Momentum = kind is OptimizerKind.Sgd or OptimizerKind.RmsProp ? recipe.Get(Facts.Momentum).Or(MomentumOf(name)) : 0,
            Nesterov = NameLetters.Of(name).Contains("nesterov", StringComparison.Ordinal),
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
        return Has("lion") ? OptimizerKind.Lion

            // Apex's FusedAdam and DeepSpeed's CPU Adam decouple weight decay unless told otherwise.
            : Has("adamw") || Has("fusedadam") || Has("cpuadam") ? OptimizerKind.AdamW
            : Has("adamax") || Has("nadam") || Has("radam") || Has("adamp") ? null
            : Has("adam") ? OptimizerKind.Adam
            : Has("rmsprop") ? OptimizerKind.RmsProp
            : Has("adagrad") ? OptimizerKind.Adagrad
            : Has("sgd") || Has("momentum") || Has("nesterov") ? OptimizerKind.Sgd
            : null;

        bool Has(string part) => plain.Contains(part, StringComparison.Ordinal);
    }

    /// <summary>An optimizer of the name "Momentum" has one, even when its default is not written.</summary>
    private static double MomentumOf(string name) => NameLetters.Of(name) is var plain && (plain.Contains("momentum", StringComparison.Ordinal) || plain.Contains("nesterov", StringComparison.Ordinal)) ? 0.9 : 0;

    /// <summary>Most frameworks take a bound of zero or below for off; some hand it on, where it erases or reverses every gradient.</summary>
    private static double? Clip(Recipe recipe, SettingKey<double> key) =>
        recipe.Get(key).TryGet(out var bound)
        && (bound > 0
            || (bound == 0 && recipe.Traits.HasFlag(RecipeTraits.ZeroClipFreezes))
            || (bound < 0 && key == Facts.GradientClipNorm && recipe.Traits.HasFlag(RecipeTraits.NegativeClipReverses)))
            ? bound
            : null;
}
