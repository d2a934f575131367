using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verification;
using static TrainingLint.Probe.Tests.Recipes;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>Findings that are true of a problem, and the same findings where they are not.</summary>
internal static class FindingCases
{
    private static DigitsPerceptron Network => new([64, 16, 10], samples: 600);

    public static IEnumerable<BatteryCase> All =>
    [
        Of("rate of 20 on digits", "learning-rate-too-high", Sound(20), Network, true),
        Of("rate of 5 where curvature is 0.01", "learning-rate-too-high", Sound(5), new Quadratic([0.01, 0.008, 0.005]), false),
        Of("rate of 1e-7 on digits", "learning-rate-too-low", Sound(1e-7), Network, true),
        Of("rate of 1e-5 where curvature is 1e5", "learning-rate-too-low", Sound(1e-5), new Quadratic([1e5, 5e4]), false),
        Of("rate of 0 on logistic regression", "learning-rate-invalid", Sound(0), new LogisticRegression(), true),
        Of("no warmup at a sharp entrance", "no-warmup", NoWarmup(1).Set(Facts.Momentum, Number(0)), new SharpEntrance(), true, steps: 1000),
        Of("no warmup at a sharp entrance, small rate", "no-warmup", NoWarmup(0.01).Set(Facts.Momentum, Number(0)), new SharpEntrance(), false, steps: 3000),
        Of("no warmup on a round bowl", "no-warmup", NoWarmup(0.1), new Quadratic([1, 0.9, 0.8]), false),
        Of("no warmup on logistic regression", "no-warmup", NoWarmup(0.1), new LogisticRegression(), false),
        Of("warmup over three runs on digits", "warmup-too-long", Sound(0.02).Set(Facts.WarmupEpochs, Number(300)), Network, true),
        Of("warmup over half the run on a bowl that is done in a tenth", "warmup-too-long", Sound(0.3).Set(Facts.WarmupEpochs, Number(50)), new Quadratic([1, 0.9, 0.8]), false),
        Of("no momentum in a narrow valley", "no-momentum", Sound().Set(Facts.Momentum, Number(0)), new Quadratic([1, .. Enumerable.Repeat(0.01, 20)]), true, steps: 400),
        Of("no momentum in a round bowl", "no-momentum", Sound(0.3).Set(Facts.Momentum, Number(0)), new Quadratic([1, 0.9, 0.8]), false),
        Of("momentum of 1.2 on digits", "momentum-out-of-range", Sound().Set(Facts.Momentum, Number(1.2)), Network, true),
        Of("weight decay of 1 on digits", "weight-decay-extreme", Sound().Set(Facts.WeightDecay, Number(1)), Network, true),
        Of("weight decay of 0.03 where the minimum is at zero", "weight-decay-extreme", Sound().Set(Facts.WeightDecay, Number(0.03)), new Quadratic([1, 0.9]), false),
        Of("epsilon of 10 under Adam on digits", "epsilon-extreme", Adam().Set(Facts.Epsilon, Number(10)), Network, true),
        Of("second moment that forgets before the first, on a bowl", "betas-out-of-range", Adam().Set(Facts.Beta1, Number(0.9)).Set(Facts.Beta2, Number(0.5)), new Quadratic([1, 0.9]), false),
        Of("clip norm of 0 that erases gradients, on digits", "gradient-clipping-zero", Erasing(), Network, true),
        Of("all weights alike on digits", "constant-initialization", Sound().Set(Facts.Initialization, Text("zeros")).Set(Facts.Activation, Text("relu")), Network, true),
        Of("random weights on digits, accused of being alike", "constant-initialization", Sound().Set(Facts.Initialization, Text("kaiming_normal")).Set(Facts.Activation, Text("relu")), Network, false),
        Of("no seed on Styblinski-Tang, 64 minima", "missing-seed", Sound(0.01), new StyblinskiTang(6), true, steps: 600),
        Of("no seed on a quadratic", "missing-seed", Sound(), new Quadratic([1, 0.5]), false),
        Of("only drop beyond the end, noisy quadratic", "schedule-beyond-end", LateDrop(120).Set(Facts.BatchSize, Number(16)),
            new NoisyFunction(new Quadratic([.. Enumerable.Repeat(1.0, 20)]), 25), true, steps: 400),
        Of("average that never starts, noisy quadratic", "averaging-never-starts", Steady(), new NoisyFunction(new Quadratic([1, 0.9]), 25), true, steps: 400),
        Of("average that never starts, no noise", "averaging-never-starts", Steady(), new Quadratic([1, 0.9]), false),
        Of("whole data set in every step, convex problem", "full-batch-gradient", Sound(), new LogisticRegression(), false),
        Of("last drop beyond the end, no noise", "schedule-beyond-end", LateDrop(60, 120), new Quadratic([1, 0.5]), false),
    ];

    private static RecipeBuilder NoWarmup(double rate) => Sound(rate).Set(Facts.Schedule, Text("constant")).Set(Facts.WarmupEpochs, Number(0));

    private static RecipeBuilder Adam() => Sound(3e-3).Set(Facts.Optimizer, Text("Adam")).Set(Facts.Momentum, Setting<double>.Missing);

    private static RecipeBuilder Erasing() =>
        Sound().Set(Facts.GradientClipNorm, Number(0)).Mean(Facts.GradientClipNorm, Meaning.ZeroErases);

    private static RecipeBuilder Steady() => Sound().Set(Facts.Schedule, Text("constant"));

    private static RecipeBuilder LateDrop(params double[] milestones)
    {
        var recipe = Sound().Set(Facts.Schedule, Text("MultiStepLR"))
            .Set(Facts.Milestones, Setting<IReadOnlyList<double>>.Written(milestones, "milestones", "key", Core.Findings.Place.StartOf("train.yaml")));
        recipe.ScheduleUnit = Core.Recipes.LengthUnit.Epochs;
        return recipe;
    }

    private static BatteryCase Of(string name, string rule, RecipeBuilder recipe, IProblem problem, bool isTrue, int steps = 200) =>
        new(rule + ": " + name, isTrue ? "confirmed" : "not confirmed", seed =>
        FindingVerification.Run(recipe.Build(), FindingsOf(rule), problem,
            new VerificationOptions { FirstSeed = 10 * seed, Steps = steps, MostSeeds = 8 }).Single().Verdict == FindingVerdict.Confirmed
            ? "confirmed"
            : "not confirmed");
}
