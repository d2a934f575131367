using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Configs.Tests;

public class SuppressionsTests
{
    private static readonly RuleInfo TooHigh = RuleBook.Find("TL0102")!.Info;

    [Theory]
    [InlineData("lr: 1  # traininglint: disable=learning-rate-too-high", 1)]
    [InlineData("lr: 1  # traininglint: disable=TL0102", 1)]
    [InlineData("lr: 1  #TrainingLint: disable = no-warmup, tl0102", 1)]
    [InlineData("# traininglint: disable=learning-rate-too-high\nlr: 1", 2)]
    [InlineData("# traininglint: disable=learning-rate-too-high\n# and a remark\n# traininglint: disable=no-warmup\nlr: 1", 4)]
    [InlineData("# traininglint: disable-file=learning-rate-too-high\na: 1\n\nlr: 1", 4)]
    public void Comment_SwitchesOffWhatItNames(string text, int line) => Assert.NotNull(At(text, line));

    [Theory]
    [InlineData("lr: 1  # traininglint: disable=no-warmup", 1)]
    [InlineData("a: 1  # traininglint: disable=learning-rate-too-high\nlr: 1", 2)]
    [InlineData("# traininglint: disable=learning-rate-too-high\na: 1\nlr: 1", 3)]
    [InlineData("lr: 1  # disable=learning-rate-too-high", 1)]
    [InlineData("lr: 1  # traininglint: disable=learning-rate-too-highest", 1)]
    public void Comment_SwitchesNothingElseOff(string text, int line) => Assert.Null(At(text, line));

    [Theory]
    [InlineData(" found by a sweep", "found by a sweep")]
    [InlineData(" -- found by a sweep", "found by a sweep")]
    [InlineData(": found: by a sweep", "found: by a sweep")]
    [InlineData("", null)]
    public void Reason_IsWhatFollowsTheRules(string written, string? reason) =>
        Assert.Equal(new Suppression(SuppressionKind.Comment, reason), At("lr: 1  # traininglint: disable=TL0102" + written, 1));

    [Fact]
    public void CommentOfTheWholeFile_SaysNothingAboutFilesThatDrawOnIt()
    {
        var suppressions = Suppressions.In(new SourceFile("base.yaml", "# traininglint: disable-file=TL0102\nlr: 1"));
        Assert.Null(suppressions.Of(Finding(2, "base.yaml"), isOwn: false));
        Assert.NotNull(suppressions.Of(Finding(2, "base.yaml"), isOwn: true));
    }

    [Fact]
    public void Unused_AreThoseThatWereNeverAskedFor()
    {
        var suppressions = Suppressions.In(new SourceFile("train.yaml", "lr: 1  # traininglint: disable=TL0102,no-warmup,no-such-rule"));
        Assert.NotNull(suppressions.Of(Finding(1, "train.yaml"), isOwn: true));
        Assert.Equal([("no-warmup", true, false), ("no-such-rule", false, false)],
            suppressions.Unused(RuleBook.Rules).Select(unused => (unused.Rule, unused.IsKnownRule, unused.IsWholeComment)));
        Assert.Equal(["no-such-rule"], suppressions.Unused([]).Select(unused => unused.Rule));
    }

    private static Suppression? At(string text, int line) =>
        Suppressions.In(new SourceFile("train.yaml", text)).Of(Finding(line, "train.yaml"), isOwn: true);

    private static Finding Finding(int line, string file) => new()
    {
        Rule = TooHigh,
        Severity = Severity.Warning,
        Message = "Too high.",
        Place = new Place(file, line, 5, line, 6),
    };
}
