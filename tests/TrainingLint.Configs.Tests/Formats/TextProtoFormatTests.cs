using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Tests.Dialects;
using TrainingLint.Configs.Tests.Documents;

namespace TrainingLint.Configs.Tests.Formats;

public class TextProtoFormatTests
{
    [Fact]
    public void Messages_MayHaveAColonOrNone_AndEitherBracket()
    {
        var root = Parsed.Mapping("a { b: { c: 1 } } d < e: 'x' \"y\" > f: 0.5f # g: 2", "net.prototxt");

        Assert.Equal("1", root.At("a.b.c"));
        Assert.Equal("xy", root.At("d.e"));
        Assert.Equal("0.5", root.At("f"));
        Assert.False(root.Has("g"));
    }

    [Fact]
    public void FieldThatRepeats_IsAList()
    {
        var root = Parsed.Mapping("stepvalue: 10, stepvalue: 20; stepvalue: [30, 40]", "net.prototxt");

        Assert.Equal("10", root.At("stepvalue.0"));
        Assert.Equal("40", root.At("stepvalue.3"));
    }

    [Theory]
    [InlineData("base_lr: 0.1 lr_policy: \"fixed", 1, 25)]
    [InlineData("base_lr: 0.1\nlr_policy \"fixed\"", 2, 11)]
    [InlineData("net { base_lr: 0.1 ", 1, 20)]
    public void MistakeInATraining_IsNamedWithItsPlace(string text, int line, int column)
    {
        var problem = Assert.Single(ConfigFormats.Parse(new SourceFile("net.prototxt", text)).Problems);

        Assert.Equal((line, column), (problem.Span.Line, problem.Span.Column));
    }

    [Theory]
    [InlineData("<configuration><appSettings /></configuration>")]
    [InlineData("{{{{")]
    [InlineData(": 1")]
    [InlineData("a: [1, [2, [3")]
    public void OtherText_IsNoRecipe(string text) => Assert.Empty(ReadText.As(text, "app.config").Recipes);

    [Fact]
    public void Depth_HasALimit() =>
        Assert.NotEmpty(ConfigFormats.Parse(new SourceFile("net.prototxt", "a" + string.Concat(Enumerable.Repeat("{a", 5000)))).Problems);
}
