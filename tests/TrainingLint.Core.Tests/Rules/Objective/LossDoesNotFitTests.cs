using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Objective;

namespace TrainingLint.Core.Tests.Rules.Objective;

public class LossDoesNotFitTests : RecipeRuleTests<LossDoesNotFit>
{
    [Theory]
    [InlineData("CrossEntropyLoss", "softmax", 10, "applies a softmax itself")]
    [InlineData("torch.nn.BCEWithLogitsLoss", "sigmoid", 1, "applies a sigmoid itself")]
    [InlineData("binary_crossentropy", "softmax", 1, "is always 1")]
    [InlineData("binary_crossentropy", "softmax", 10, "categorical")]
    [InlineData("binary_crossentropy", "relu", 1, "use sigmoid")]
    [InlineData("categorical_crossentropy", "sigmoid", 10, "add up to 1")]
    [InlineData("sparse_categorical_crossentropy", "linear", 10, "use softmax")]
    [InlineData("categorical_crossentropy", "sigmoid", 1, "constant")]
    [InlineData("categorical_crossentropy", "sigmoid", 2, "add up to 1")]
    [InlineData("nn.CrossEntropyLoss", "linear", 1, "always 0")]
    [InlineData("nn.NLLLoss", "softmax", 10, "use LogSoftmax")]
    [InlineData("nn.NLLLoss", "linear", 10, "use LogSoftmax")]
    public void Misfits_Warn(string loss, string activation, double outputs, string saying) =>
        Fires(Model(loss, activation, outputs), Severity.Warning, saying);

    [Theory]
    [InlineData("CrossEntropyLoss", "none", 10)]
    [InlineData("binary_crossentropy", "sigmoid", 1)]
    [InlineData("binary_crossentropy", "sigmoid", 80)]
    [InlineData("binary_crossentropy", "softmax", 2)]
    [InlineData("categorical_crossentropy", "softmax", 10)]
    [InlineData("nn.CrossEntropyLoss", "linear", 2)]
    [InlineData("nn.NLLLoss", "logsoftmax", 10)]
    [InlineData("mse", "linear", 1)]
    [InlineData("my_loss", "softmax", 1)]
    public void WhatFits_IsSilent(string loss, string activation, double outputs) => IsSilent(Model(loss, activation, outputs));

    [Theory]
    [InlineData("mse", "softmax", 10, "gradient all but vanishes")]
    [InlineData("nn.MSELoss", "none", 10, "gradient all but vanishes")]
    [InlineData("mae", "linear", 1, "of a number it says nothing")]
    public void DistancesOfNumbers_JudgedByAccuracy_Warn(string loss, string activation, double outputs, string saying) =>
        Fires(Model(loss, activation, outputs).With(Facts.Metric, "accuracy"), Severity.Warning, saying);

    [Theory]
    [InlineData("mse", "sigmoid", 1, "accuracy")]
    [InlineData("mse", "linear", 1, "mae")]
    [InlineData("mse", "linear", 2, "accuracy")]
    [InlineData("focal_loss", "softmax", 10, "accuracy")]
    public void OtherMeasures_AndOneProbability_AreSilent(string loss, string activation, double outputs, string metric) =>
        IsSilent(Model(loss, activation, outputs).With(Facts.Metric, metric));

    [Fact]
    public void SquaredErrorOfASoftmaxOfOne_Warns() => Fires(Model("mse", "softmax", 1), Severity.Warning, "is always 1");

    private static RecipeFactory Model(string loss, string activation, double outputs) => A.Recipe().With(Facts.Loss, loss)
        .With(Facts.OutputActivation, activation).With(Facts.Outputs, outputs);
}
