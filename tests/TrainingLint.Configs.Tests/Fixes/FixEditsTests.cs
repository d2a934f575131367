using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Tests.Fixes;

public class FixEditsTests
{
    [Theory]
    [InlineData("lr: 1e-4", "1e-4", "lr: 1.0e-4")]
    [InlineData("lr: \"1e-4\"  # peak", "\"1e-4\"", "lr: 1.0e-4  # peak")]
    [InlineData("opt: {lr: '1e-4', wd: 0}", "'1e-4'", "opt: {lr: 1.0e-4, wd: 0}")]
    [InlineData("name: \u00e9\u00e9 # \ud83d\ude80\r\nlr:  1e-4\r\n", "1e-4", "name: \u00e9\u00e9 # \ud83d\ude80\r\nlr:  1.0e-4\r\n")]
    public void Value_IsReplacedWithItsQuotes(string text, string written, string expected) =>
        Assert.Equal(expected, After(text, source => new ReplaceValue(Of(source, written), "1e-4", "1.0e-4")));

    [Fact]
    public void Value_ThatIsNoLongerThere_IsLeftAlone() =>
        Assert.Null(After("lr: 2e-4", source => new ReplaceValue(Of(source, "2e-4"), "1e-4", "1.0e-4")));

    [Theory]
    [InlineData("num_epoch: 3", "num_epoch", "num_epochs: 3")]
    [InlineData("{\"num_epoch\": 3}", "\"num_epoch\"", "{\"num_epochs\": 3}")]
    public void Key_IsRenamedWithinItsQuotes(string text, string written, string expected) =>
        Assert.Equal(expected, After(text, source => new RenameKey(Of(source, written), "num_epoch", "num_epochs")));

    [Theory]
    [InlineData("a: 1\nb: 2\nc: 3\n", "a: 1\nc: 3\n")]
    [InlineData("a: 1\r\nb: 2  # why\r\nc: 3\r\n", "a: 1\r\nc: 3\r\n")]
    [InlineData("a: 1\nb: 2", "a: 1\n")]
    [InlineData("x:\n  a: 1\n  b: 2\nc: 3\n", "x:\n  a: 1\nc: 3\n")]
    [InlineData("{a: 1, b: 2, c: 3}", "{a: 1, c: 3}")]
    [InlineData("{a: 1, b: 2}", "{a: 1}")]
    [InlineData("{b: 2, c: 3}", "{c: 3}")]
    [InlineData("{\n  \"a\": 1,\n  b: 2,\n  \"c\": 3\n}\n", "{\n  \"a\": 1,\n  \"c\": 3\n}\n")]
    [InlineData("{\n  \"a\": 1,\n  b: 2\n}\n", "{\n  \"a\": 1\n}\n")]
    [InlineData("b: [1, 2]\nc: 3\n", "c: 3\n")]
    public void Entry_GoesWithItsLineOrOneComma(string text, string expected) =>
        Assert.Equal(expected, After(text, source => new RemoveEntry(Of(source, "b"))));

    [Theory]
    [InlineData("x:\n  b: 2\n")]
    [InlineData("a: 1\nb: &anchor 2\nc: *anchor\n")]
    [InlineData("a: 1\nb: !!float 2\n")]
    [InlineData("a: 1\nb:\n  c: 2\n")]
    [InlineData("a: 1\nb: >\n  long\n  text\n")]
    [InlineData("- b: 2\n  c: 3\n")]
    [InlineData("a: 1\nb: [1,\n  2]\nc: 3\n")]
    public void Entry_ThatCannotGoWithoutTouchingOthers_Stays(string text) =>
        Assert.Null(After(text, source => new RemoveEntry(Of(source, "b"))));

    [Fact]
    public void Entry_IsFoundByItsValueAsWell() =>
        Assert.Equal("a: 1\n", After("a: 1\nb: 22\n", source => new RemoveEntry(Of(source, "22"))));

    [Theory]
    [InlineData("a: 1  # gone\nb: 2\n", "a: 1\nb: 2\n")]
    [InlineData("  # gone\nb: 2\n", "b: 2\n")]
    public void Comment_GoesWithItsLineOrTheBlanksBeforeIt(string text, string expected) =>
        Assert.Equal(expected, After(text, source => new RemoveComment(Of(source, "# gone"))));

    [Theory]
    [InlineData("lr: \"0.0001\"", "\"0.0001\"", "0.0001", "0.0001 without quotes")]
    [InlineData("lr: \"1e-4\"", "\"1e-4\"", "1e-4", "1e-4")]
    [InlineData("opt: {lr:\"1e-4\"}", "\"1e-4\"", "1e-4", "1.0e-4")]
    [InlineData("a: &lr \"1e-4\"\nb: *lr", "\"1e-4\"", "1e-4", "1.0e-4")]
    [InlineData("a: \"1e-4\"\nb: [", "\"1e-4\"", "1e-4", "1.0e-4")]
    public void NumberThatCannotBeProven_IsNotOffered(string text, string written, string old, string now) =>
        Assert.Null(After(text, source => new ReplaceValue(Of(source, written), old, now) { Number = 1e-4 }));

    [Theory]
    [InlineData("100ba", "2", null)]
    [InlineData("100ba", "2ba", "t_warmup: 2ba")]
    [InlineData("100", "2", "t_warmup: 2")]
    [InlineData("linear", "cosine", "t_warmup: cosine")]
    public void Unit_IsNotLost(string old, string now, string? expected) =>
        Assert.Equal(expected, After("t_warmup: " + old, source => new ReplaceValue(Of(source, old), old, now)));

    [Theory]
    [InlineData("a: 1", "1", "[")]
    [InlineData("a: 1", "1", "2 # 3")]
    [InlineData("a: 1", "1", "2\nb: 3")]
    [InlineData("{a: 1}", "1", "2, b: 3")]
    public void TextThatReachesOtherValues_IsNotOffered(string text, string old, string now) =>
        Assert.Null(After(text, source => new ReplaceValue(Of(source, old), old, now)));

    [Fact]
    public void FixOfAnotherFile_IsLeftAlone() =>
        Assert.Null(After("lr: 1e-4", source => new ReplaceValue(Of(source, "1e-4") with { File = "other.yaml" }, "1e-4", "1.0e-4")));

    private static string? After(string text, System.Func<SourceFile, FixEdit> edit)
    {
        var source = new SourceFile("train.yaml", text);
        return FixEdits.Of(new Fix("change", FixSafety.Safe, [edit(source)]), source) is { } edits ? FixEdits.Apply(text, edits) : null;
    }

    // The place of the first occurrence that is a token of its own.
    private static Place Of(SourceFile source, string token)
    {
        var offset = Enumerable.Range(0, source.Text.Length).First(at =>
            string.CompareOrdinal(source.Text, at, token, 0, token.Length) == 0 && (at == 0 || !char.IsLetterOrDigit(source.Text[at - 1])));
        var (line, column) = source.PositionOf(offset);
        return new Place(source.Path, line, column, line, column + token.Length);
    }
}
