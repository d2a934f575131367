using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Tests.Documents;

/// <summary>What the frameworks' loaders accept is read, at the places where it is written, although the parser underneath is stricter.</summary>
public class LenientReadingTests
{
    [Fact]
    public void FlowMappingLeftOfItsParent_IsReadAtItsPlaces()
    {
        var parsed = Read("a.yaml", "data:\n  encoding: {\n  type: absolute,\n  lr: 0.1,\n  }\nepochs: 3\n");

        var encoding = Assert.IsType<MappingNode>(Root(parsed)["data"] is MappingNode data ? data["encoding"] : null);
        var rate = Assert.IsType<ScalarNode>(encoding["lr"]);
        Assert.Equal(("0.1", 4, 7, 10), (rate.Text, rate.Span.Line, rate.Span.Column, rate.Span.EndColumn));
    }

    [Fact]
    public void QuotesThatGoOnLeftOfTheirParent_AreRead()
    {
        var parsed = Read("a.yaml", "run:\n  kwargs: \"dict(\n  a=1\n)\"\n  lr: 0.1\n");

        var run = Assert.IsType<MappingNode>(Root(parsed)["run"]);
        Assert.Equal("dict( a=1 )", Assert.IsType<ScalarNode>(run["kwargs"]).Text);
        Assert.Equal((5, 7), (run["lr"]!.Span.Line, run["lr"]!.Span.Column));
    }

    [Fact]
    public void BracketInThePlainTextOfABlock_OpensNothing()
    {
        var parsed = Read("a.yaml", "pattern: a[b\nother: it's\nlr: 0.1\n");

        Assert.Equal("a[b", Assert.IsType<ScalarNode>(Root(parsed)["pattern"]).Text);
        Assert.Equal("0.1", Assert.IsType<ScalarNode>(Root(parsed)["lr"]).Text);
    }

    [Fact]
    public void BrokenYaml_StaysAnErrorAtItsFirstPlace()
    {
        var parsed = DocumentParser.Parse(new SourceFile("a.yaml", "a: {\nb: 1\nlr: [0.1\n"));

        Assert.Single(parsed.Problems);
    }

    [Fact]
    public void CommentsInJson_AreLeftOut_ThoseWithinStringsStay()
    {
        var parsed = Read("a.json", "{\n  // rate\n  \"lr\": 1e-4, /* of Adam */ \"url\": \"http://host/*x*/\"\n}\n");

        Assert.Equal((3, 9), (Root(parsed)["lr"]!.Span.Line, Root(parsed)["lr"]!.Span.Column));
        Assert.Equal("http://host/*x*/", Assert.IsType<ScalarNode>(Root(parsed)["url"]).Text);
    }

    private static ParsedFile Read(string name, string text)
    {
        var parsed = DocumentParser.Parse(new SourceFile(name, text));
        Assert.Empty(parsed.Problems);
        return parsed;
    }

    private static MappingNode Root(ParsedFile parsed) => Assert.IsType<MappingNode>(parsed.Roots.Single());
}
