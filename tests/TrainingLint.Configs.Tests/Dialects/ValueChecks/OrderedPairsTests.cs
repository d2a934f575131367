using System;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class OrderedPairsTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nbatch_size: 8\n";

    [Theory]
    [InlineData("data: {min_length: 20, max_length: 10}", "at most 10, which is 'max_length'")]
    [InlineData("data: {scale_min: 2.0, scale_max: 1.0}", "at most 1, which is 'scale_max'")]
    [InlineData("train: {begin_epoch: 300, end_epoch: 200}", "at most 200, which is 'end_epoch'")]
    [InlineData("scheduler: {warmup_iterations: 7500, max_iterations: 3750}", "less than 3750")]
    public void SmallerNumberThatIsTheLarger_IsSaid(string line, string wanted) =>
        Assert.Contains(wanted, Assert.Single(ReadText.Observed<WrongTypeObservation>(Training + line + "\n")).Wanted,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("data: {min_length: 10, max_length: 10}")]
    [InlineData("data: {min_length: 10, max_length: -1}")]
    [InlineData("data: {min_length: 10, max_length: 0}")]
    [InlineData("train: {begin_epoch: 0, end_epoch: 200}")]
    [InlineData("a: {min_length: 20}\nb: {max_length: 10}")]
    public void NumbersInOrder_AreLeftAlone(string line) => Assert.Empty(ReadText.Observed<WrongTypeObservation>(Training + line + "\n"));
}
