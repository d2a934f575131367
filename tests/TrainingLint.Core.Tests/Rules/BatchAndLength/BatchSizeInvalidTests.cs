using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.BatchAndLength;

namespace TrainingLint.Core.Tests.Rules.BatchAndLength;

public class BatchSizeInvalidTests : RecipeRuleTests<BatchSizeInvalid>
{
    [Theory]
    [InlineData(0, "batch size 0 leaves a step without samples")]
    [InlineData(-4, "batch size -4 leaves a step without samples")]
    [InlineData(0.5, "batch size 0.5 is not whole")]
    public void BatchThatCannotBe_IsAnError(double batch, string saying) =>
        Fires(A.Recipe().With(Facts.BatchSize, batch), Severity.Error, saying, "whole number of at least 1");

    [Fact]
    public void GlobalBatchAndAccumulation_AreJudgedToo()
    {
        Fires(A.Recipe().With(Facts.EffectiveBatchSize, 0), Severity.Error, "batch size 0");
        Fires(A.Recipe().With(Facts.GradientAccumulation, 0), Severity.Error, "number of accumulation steps 0");
    }

    [Fact]
    public void AccumulationOfZeroInAHomeMadeFile_IsANote()
    {
        var recipe = A.Recipe(dialect: "generic").With(Facts.GradientAccumulation, 0);
        Fires(recipe, Severity.Info, "number of accumulation steps 0");
        Fires(A.Recipe(dialect: "generic").With(Facts.GradientAccumulation, -1), Severity.Error, "number of accumulation steps -1");
        Fires(A.Recipe(dialect: "generic").With(Facts.BatchSize, 0), Severity.Error, "batch size 0");
    }

    [Fact]
    public void One_IsSilent() => IsSilent(A.Recipe().With(Facts.BatchSize, 1).With(Facts.GradientAccumulation, 1));

    [Fact]
    public void OneWithBatchNormalization_IsWorthKnowing()
    {
        Fires(A.Recipe().Being(Facts.BatchNormalization).With(Facts.BatchSize, 1), Severity.Info, "batch of 1 per device", "a single sample", "at least 2");
        IsSilent(A.Recipe().Being(Facts.BatchNormalization).With(Facts.BatchSize, 2));
        IsSilent(A.Recipe().Being(Facts.BatchNormalization).With(Facts.EffectiveBatchSize, 1));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(0.7)]
    public void BatchThatTheFrameworkChooses_IsSilent(double batch) =>
        IsSilent(A.Recipe().Meaning(Facts.BatchSize, Meaning.ChosenByFramework).With(Facts.BatchSize, batch));

    [Theory]
    [InlineData(-2)]
    [InlineData(1.5)]
    public void WhatNoFrameworkUnderstands_IsAnErrorEvenThere(double batch) =>
        Fires(A.Recipe().Meaning(Facts.BatchSize, Meaning.ChosenByFramework).With(Facts.BatchSize, batch), Severity.Error, "batch size");

    [Fact]
    public void UnknownOrText_IsSilent()
    {
        IsSilent(A.Recipe().Unresolved(Facts.BatchSize, "auto"));
        IsSilent(A.Recipe().With(Facts.BatchSize, double.NaN, "large"));
        IsSilent(A.Recipe().ByDefault(Facts.BatchSize, 0.0));
    }
}
