using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class ClassCountsTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nepochs: 3\n";

    [Theory]
    [InlineData("dataset: cifar10\nmodel: {num_classes: 100}\n")]
    [InlineData("dataset: {type: cityscapes}\nnet: {num_classes: 16}\n")]
    public void AnotherNumberThanTheDataHas_IsANote(string text) =>
        Assert.Equal(Severity.Info, Assert.Single(ReadText.Observed<WrongTypeObservation>(Training + text)).Severity);

    [Theory]
    [InlineData("dataset: cifar10\nmodel: {num_classes: 10}\n")]
    [InlineData("dataset: imagenet\nmodel: {num_classes: 1001}\n")]
    [InlineData("dataset: mine\nmodel: {num_classes: 7}\n")]
    [InlineData("dataset: cifar10\npretraining: {dataset: imagenet}\nmodel: {num_classes: 7}\n")]
    public void ItsOwnOneMoreOrUnknownData_IsLeftAlone(string text) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Training + text));
}
