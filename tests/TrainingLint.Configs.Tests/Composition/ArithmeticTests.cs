
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Tests.Composition;

public class ArithmeticTests
{
    [Theory]
    [InlineData("512 // 2 + 1", 257)]
    [InlineData("2 + 3 * 4", 14)]
    [InlineData("(2 + 3) * 4", 20)]
    [InlineData("2 ** 3 ** 2", 512)]
    [InlineData("1e-3 / 2", 0.0005)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("7 % 4", 3)]
    [InlineData("0.1*8", 0.8)]
    public void ArithmeticOverNumbers_IsComputedAsInPython(string text, double value) =>
        Assert.Equal(value, Arithmetic.Evaluate(text)!.Value, 12);

    [Theory]
    [InlineData("results/1234")]
    [InlineData("1 / 0")]
    [InlineData("-3 + 4")]
    [InlineData("2 +")]
    [InlineData("(1 + 2")]
    [InlineData("train-clean-100")]
    [InlineData("42")]
    [InlineData("")]
    public void AnythingElse_StaysText(string text) => Assert.Null(Arithmetic.Evaluate(text));
}
