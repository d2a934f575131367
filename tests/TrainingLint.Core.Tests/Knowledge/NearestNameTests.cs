using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Tests.Knowledge;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["check", "config", "inspect", "--no-fail", "--fail-on", "learning-rate-too-high"];

    [Theory]
    [InlineData("chekc", "check")]
    [InlineData("CHECK", "check")]
    [InlineData("chek", "check")]
    [InlineData("--no-fial", "--no-fail")]
    [InlineData("learning-rate", "learning-rate-too-high")]
    [InlineData("learning_rate_too_high", "learning-rate-too-high")]
    public void OneSlip_IsUnderstood(string written, string meant) => Assert.Equal(meant, NearestName.Of(written, Known));

    [Theory]
    [InlineData("")]
    [InlineData("zzz")]
    [InlineData("detect")]
    public void AnotherWord_IsNot(string written)
    {
        Assert.Null(NearestName.Of(written, Known));
        Assert.Equal("", NearestName.Question(written, Known));
    }

    [Fact]
    public void LongText_CostsNothing() => Assert.Null(NearestName.Of(new string('a', 1_000_000), Known));
}
