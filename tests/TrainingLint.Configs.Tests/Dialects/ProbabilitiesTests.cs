using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class ProbabilitiesTests
{
    private const string Recipe = "optimizer: {type: AdamW, lr: 1.0e-3}\nepochs: 10\n";

    [Theory]
    [InlineData("model:\n  head:\n    fusion:\n      attn_dropout: 1.5\n", 1.5)]
    [InlineData("model:\n  blocks:\n    - {type: conv}\n    - {type: mlp, dropout: -0.1}\n", -0.1)]
    [InlineData("model: {dropout: 0.1}\ndecoder: {dropout: 1}\n", 1)]
    public void ImpossibleDropoutAnywhere_IsTheRecipesDropout(string model, double wanted) =>
        Assert.Equal(wanted, Read(Recipe + model).Get(Facts.Dropout).Or(double.NaN));

    [Theory]
    [InlineData("model: {use_dropout: 1, dropout: 0.2}\n")]
    [InlineData("model: {dropout: 0.2, dropout_epochs: 5, num_dropout: 3}\n")]
    [InlineData("model: {dropout: 0.2}\ntransforms: {dropout: 1.0}\n")]
    [InlineData("model: {dropout: 0.2, path_dropout: 0.999}\n")]
    public void FlagsCountsAndPossibleValues_LeaveTheRecipesDropoutAlone(string model) =>
        Assert.Equal(0.2, Read(Recipe + model).Get(Facts.Dropout).Or(double.NaN));

    [Fact]
    public void ImpossibleLabelSmoothing_IsFoundInALoss() =>
        Assert.Equal(1.5, Read(Recipe + "loss: {name: ce, label_smoothing: 1.5}\n").Get(Facts.LabelSmoothing).Or(double.NaN));

    private static Recipe Read(string text) => new ConfigReader().Read(new SourceFile("config.yaml", text)).Recipes.Single();
}
