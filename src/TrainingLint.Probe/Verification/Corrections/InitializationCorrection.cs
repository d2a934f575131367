using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>Weights that start alike, or at a scale for another activation, against the usual start for the activation.</summary>
internal sealed class InitializationCorrection : Correction
{
    public override IReadOnlyList<string> Rules { get; } = ["constant-initialization", "initialization-mismatch"];

    // The start belongs to the problem, not to the training: both sides train alike, on networks that start differently.
    public override Recipe PutRight(Recipe recipe) => recipe;

    public override string Describe(Trial trial) => ActivationOf(trial.Written) == Activation.Relu ? "Kaiming's start for ReLU" : "Xavier's start for tanh";

    public override string? Obstacle(Trial trial, Finding finding) =>
        trial.Problem is DigitsPerceptron ? null : "the start of this problem's parameters is its own; only the built-in network can start in several ways";

    public override Outcome Try(Trial trial)
    {
        var activation = ActivationOf(trial.Written);
        var network = (DigitsPerceptron)trial.Problem;
        var usual = activation == Activation.Relu ? Initialization.He : Initialization.Xavier;
        return FinalLossComparison.Of(
            trial,
            trial.WrittenArm with { Problem = new GuardedProblem(network.StartingWith(WrittenStart(trial.Written), activation)) },
            trial.WrittenArm with { Problem = new GuardedProblem(network.StartingWith(usual, activation)) });
    }

    private static Activation ActivationOf(Recipe recipe) =>
        recipe.Get(Facts.Activation).Or("").Contains("relu", StringComparison.OrdinalIgnoreCase) ? Activation.Relu : Activation.Tanh;

    private static Initialization WrittenStart(Recipe recipe)
    {
        var name = recipe.Get(Facts.Initialization).Or("");
        return name.Contains("xavier", StringComparison.OrdinalIgnoreCase) || name.Contains("glorot",
            StringComparison.OrdinalIgnoreCase) ? Initialization.Xavier
            : name.Contains("kaiming", StringComparison.OrdinalIgnoreCase) || name.StartsWith("he",
                StringComparison.OrdinalIgnoreCase) ? Initialization.He
            : Initialization.Constant;
    }
}
