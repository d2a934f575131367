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
    public void Misfits_Warn(string loss, string activation, double outputs, string saying) =>
        Fires(Model(loss, activation, outputs), Severity.Warning, saying);

    [Theory]
    [InlineData("CrossEntropyLoss", "none", 10)]
    [InlineData("binary_crossentropy", "sigmoid", 1)]
    [InlineData("binary_crossentropy", "sigmoid", 80)]
    [InlineData("binary_crossentropy", "softmax", 2)]
    [InlineData("categorical_crossentropy", "softmax", 10)]
    [InlineData("mse", "linear", 1)]
    [InlineData("my_loss", "softmax", 1)]
    public void WhatFits_IsSilent(string loss, string activation, double outputs) => IsSilent(Model(loss, activation, outputs));

    private static RecipeFactory Model(string loss, string activation, double outputs) => A.Recipe().With(Facts.Loss, loss)
        .With(Facts.OutputActivation, activation).With(Facts.Outputs, outputs);
}
