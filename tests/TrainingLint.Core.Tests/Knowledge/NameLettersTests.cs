using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Tests.Knowledge;

public class NameLettersTests
{
    [Theory]
    [InlineData("CosineAnnealing_LR", "cosineannealinglr")]
    [InlineData("torch.optim.AdamW 8-bit", "torchoptimadamw8bit")]
    [InlineData("_-. ", "")]
    [InlineData("", "")]
    public void Of_KeepsLettersAndDigitsInLowerCase(string name, string letters) => Assert.Equal(letters, NameLetters.Of(name));

    [Theory]
    [InlineData("CosineAnnealing_LR", "cosineannealinglr", true)]
    [InlineData("weight-decay", "Weight_Decay", true)]
    [InlineData("--lr--", "lr", true)]
    [InlineData("", "--", true)]
    [InlineData("lr", "lrs", false)]
    [InlineData("lrs", "lr_", false)]
    [InlineData("beta_1", "beta_2", false)]
    [InlineData("a", "", false)]
    public void Names_AreTheSameByLettersAndDigits(string left, string right, bool expected)
    {
        Assert.Equal(expected, NameLetters.AreSame(left, right));
        Assert.Equal(expected, NameLetters.AreSame(right, left));
        Assert.Equal(expected, NameLetters.Of(left) == NameLetters.Of(right));
    }
}
