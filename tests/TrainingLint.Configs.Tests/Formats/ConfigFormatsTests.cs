using System.Text;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Tests.Formats;

public class ConfigFormatsTests
{
    [Theory]
    [InlineData("conf/train.yaml", "YAML")]
    [InlineData("TRAIN.YML", "YAML")]
    [InlineData("ds.json", "JSON")]
    public void Name_TellsTheFormat(string path, string format) => Assert.Equal(format, ConfigFormats.Find(path)?.Name);

    [Theory]
    [InlineData("photo.png")]
    [InlineData("folder.yaml/readme")]
    public void NameOfNoConfig_HasNoFormat(string path) => Assert.Null(ConfigFormats.Find(path));

    [Fact]
    public void TextWithoutTellingName_IsYaml() => Assert.Equal(ConfigFormats.Yaml, new SourceFile("untitled:1", "lr: 1").Format);

    [Theory]
    [InlineData("optimizer and lr", true)]
    [InlineData("lr only", false)]
    [InlineData("optimizer only", false)]
    [InlineData("optimize", false)]
    public void Marks_AskForOneWordOfEachGroup(string text, bool occur) =>
        Assert.Equal(occur, new ByteMarks(["optimizer", "optim."], ["lr", "rate"]).Occur(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Marks_DoNotOccurInWhatIsNoText() => Assert.False(new ByteMarks(["lr"]).Occur([0, 0x6C, 0x72]));

    [Theory]
    [InlineData("# a", true)]
    [InlineData("  # a", true)]
    [InlineData("a # b", false)]
    public void Line_IsAComment(string line, bool isComment) => Assert.Equal(isComment, CommentSyntax.Hash.IsComment(line));
}
