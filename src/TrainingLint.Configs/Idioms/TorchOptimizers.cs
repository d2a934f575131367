using System;
using System.Collections.Generic;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>What PyTorch's optimizers use where nothing is written (<c>torch/optim/*.py</c>, signatures of the classes).</summary>
internal static class TorchOptimizers
{
    private static readonly Dictionary<string, Defaults> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Adam"] = new(1e-3, 0) { Betas = (0.9, 0.999) },
        ["AdamW"] = new(1e-3, 0.01) { Betas = (0.9, 0.999) },
        ["Adamax"] = new(2e-3, 0) { Betas = (0.9, 0.999) },
        ["NAdam"] = new(2e-3, 0) { Betas = (0.9, 0.999) },
        ["RAdam"] = new(1e-3, 0) { Betas = (0.9, 0.999) },
        ["SGD"] = new(1e-3, 0) { Momentum = 0 },
        ["RMSprop"] = new(0.01, 0) { Momentum = 0 },
        ["Adagrad"] = new(0.01, 0),
        ["Adadelta"] = new(1.0, 0),
        ["ASGD"] = new(0.01, 0),
        ["Rprop"] = new(0.01, 0),
        ["LBFGS"] = new(1.0, 0),
    };

    /// <summary>True for the name of an optimizer of PyTorch, whatever the case.</summary>
    public static bool Knows(string name) => Table.ContainsKey(name);

    /// <summary>Fills what a recipe leaves to the optimizer's class. <paramref name="set"/> must leave alone what is written.</summary>
    public static void Complete(string? name, Action<SettingKey<double>, double> set)
    {
        if (name is null || !Table.TryGetValue(name, out var defaults))
        {
            return;
        }

        set(Facts.LearningRate, defaults.LearningRate);
        set(Facts.WeightDecay, defaults.WeightDecay);
        if (defaults.Momentum is { } momentum)
        {
            set(Facts.Momentum, momentum);
        }

        if (defaults.Betas is { } betas)
        {
            set(Facts.Beta1, betas.First);
            set(Facts.Beta2, betas.Second);
            set(Facts.Epsilon, 1e-8);
        }
    }

    private sealed record Defaults(double LearningRate, double WeightDecay)
    {
        public double? Momentum { get; init; }

        public (double First, double Second)? Betas { get; init; }
    }
}
