using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Tests.Knowledge;

public class SlipTests
{
    [Theory]
    [InlineData("momentun", "momentum", true)]
    [InlineData("momntum", "momentum", true)]
    [InlineData("mommentum", "momentum", true)]
    [InlineData("moemntum", "momentum", true)]
    [InlineData("momentum", "momentum", false)]
    [InlineData("patch_size", "batch_size", false)]
    [InlineData("train_patch_size", "train_batch_size", false)]
    [InlineData("train_bach_size", "train_batch_size", true)]
    [InlineData("beta1", "beta2", false)]
    [InlineData("mmntum", "momentum", false)]
    [InlineData("", "lr", false)]
    public void OneLetterOrTwoExchanged_IsASlip(string written, string meant, bool isSlip) =>
        Assert.Equal(isSlip, Slip.IsOne(written, meant));

    [Theory]
    [InlineData("Weight_Decay", "weight_decay", true)]
    [InlineData("weight-decay", "weight_decay", true)]
    [InlineData("weight_decay", "weight_decay", false)]
    [InlineData("weight_decays", "weight_decay", false)]
    public void CapitalsAndSeparators_AreTheSameLetters(string written, string meant, bool isSame) =>
        Assert.Equal(isSame, Slip.IsCaseOrSeparator(written, meant));
}
