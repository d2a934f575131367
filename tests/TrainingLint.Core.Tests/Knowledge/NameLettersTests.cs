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
}
