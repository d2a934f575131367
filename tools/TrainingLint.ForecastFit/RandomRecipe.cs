using System;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.ForecastFit;

/// <summary>A recipe and a network drawn at random: the same number always gives the same ones.</summary>
internal sealed class RandomRecipe
{
    /// <summary>By how much the large network is wider.</summary>
    public const int Wider = 8;

    /// <summary>By how much its run is longer.</summary>
    public const int Longer = 10;

    private const int Samples = 600;

    private readonly RandomNumbers _random;
    private readonly int _depth;
    private readonly int _width;
    private readonly Activation _activation;
    private readonly PerceptronLoss _loss;
    private readonly Initialization _initialization;

    /// <summary>Draws one.</summary>
    /// <param name="number">Which.</param>
    /// <param name="isFullSize">True for the size of network and run that the probe itself uses, false for fitting.</param>
    public RandomRecipe(int number, bool isFullSize)
    {
        Number = number;
        _random = new RandomNumbers(number, RandomStream.Construction);
        _depth = 1 + _random.NextIndex(3);
        _width = One(8, 12, 16, 24);
        _activation = One(Activation.Tanh, Activation.Relu, Activation.Gelu);
        _loss = _random.NextUniform() < 0.8 ? PerceptronLoss.CrossEntropy : PerceptronLoss.SquaredError;
        _initialization = _random.NextUniform() < 0.6 ? Initialization.Torch
            : _activation == Activation.Tanh ? Initialization.Xavier : Initialization.He;
        Steps = One(40, 60, 100);
        BatchSize = One(8, 16, 32, 64);
        Optimizer = Rule();
        Rate = Math.Pow(10, Between(RateRange()));
        Schedule = Course();
        if (isFullSize)
        {
            (_depth, _width, Steps) = (2, 64, ProbeOptions.DefaultSteps);
        }
    }

    public int Number { get; }

    public int Steps { get; }

    public int BatchSize { get; }

    public OptimizerSettings Optimizer { get; }

    public double Rate { get; }

    /// <summary>Rates of the small run; of the large one, stretched over its steps.</summary>
    public LearningRateSchedule Schedule { get; }

    /// <summary>The network, this many times as wide.</summary>
    public DigitsPerceptron Network(int times) =>
        new([64, .. Enumerable.Repeat(times * _width, _depth), 10], _activation, _loss, _initialization, Samples);

    private OptimizerSettings Rule()
    {
        var settings = OptimizerSettings.Of(One(OptimizerKind.Sgd, OptimizerKind.Sgd, OptimizerKind.Sgd, OptimizerKind.Adam,
            OptimizerKind.AdamW, OptimizerKind.AdamW, OptimizerKind.RmsProp, OptimizerKind.Lion));
        settings = settings.Kind switch
        {
            OptimizerKind.Sgd => settings with { Momentum = One(0, 0.5, 0.9, 0.9, 0.95, 0.99), Nesterov = false },
            OptimizerKind.RmsProp => settings with { Momentum = One(0, 0, 0.9), Beta2 = One(0.9, 0.99) },
            OptimizerKind.Lion => settings with { Beta1 = One(0.9, 0.95), Beta2 = One(0.98, 0.99) },
            _ => settings with
            {
                Beta1 = One(0.5, 0.9, 0.9, 0.9, 0.95),
                Beta2 = One(0.9, 0.95, 0.99, 0.999, 0.999),
                Epsilon = One(1e-8, 1e-8, 1e-8, 1e-6, 1e-3),
            },
        };
        settings = settings with { Nesterov = settings.Momentum > 0 && settings.Kind == OptimizerKind.Sgd && _random.NextUniform() < 0.3 };
        return settings with
        {
            WeightDecay = _random.NextUniform() < 0.5 ? 0 : Math.Pow(10, Between((-5, 0))),
            ClipNorm = _random.NextUniform() < 0.7 ? null : Math.Pow(10, Between((-1, 0.7))),
        };
    }

    /// <summary>Logarithms of rates from those that learn little here to those that ruin.</summary>
    private (double Low, double High) RateRange() => Optimizer.Kind switch
    {
        OptimizerKind.Sgd => (-2 + Math.Log10(1 - Optimizer.Momentum), 2 + Math.Log10(1 - Optimizer.Momentum)),
        OptimizerKind.Lion => (-4.5, -0.5),
        _ => (-4, 0.5),
    };

    private LearningRateSchedule Course()
    {
        var course = _random.NextIndex(4) switch
        {
            0 => LearningRateSchedule.Cosine(Steps, Rate),
            1 => LearningRateSchedule.Linear(Steps, Rate),
            2 => LearningRateSchedule.Cosine(Steps, Rate, Rate / 10),
            _ => LearningRateSchedule.Constant(Steps, Rate),
        };
        var warmup = One(0, 0, 0.03, 0.1) * Steps;
        return warmup > 0 ? course.WithWarmup(new Warmup(warmup), countAfter: false) : course;
    }

    private double Between((double Low, double High) range) => range.Low + (_random.NextUniform() * (range.High - range.Low));

    private T One<T>(params T[] choices) => choices[_random.NextIndex(choices.Length)];
}
