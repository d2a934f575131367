using System;
using System.Linq;
using System.Text;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Tests.Documents;

public class SourceFileTests
{
    private const string Text = "lr: 0.1 # \u00e9\U0001F680\r\nwd: 0\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16le-bom", "utf-16be-bom", "utf-16le", "utf-16be", "utf-32le-bom", "utf-32be-bom"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void EveryEncodingOfYaml_GivesTheSameText(string name)
    {
        var source = SourceFile.Decode("config.yaml", Encode(name));

        Assert.NotNull(source);
        Assert.Equal(Text, source.Text);
        Assert.Equal("lr: 0.1 # \u00e9\U0001F680", source.Line(1));
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x00, 0x00, 0x08, 0x00 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10 })]
    [InlineData(new byte[] { 0x61, 0x3A, 0x20, 0xE9 })]
    [InlineData(new byte[] { 0x61, 0x00, 0x00, 0x00, 0x62 })]
    public void Binary_IsNoText(byte[] bytes) => Assert.Null(SourceFile.Decode("config.yaml", bytes));

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public void ZeroInAText_IsRefusedAtItsPlace(int comment)
    {
        var text = "# " + new string('x', comment) + "\nlr: 0.1\nepochs: \05\n";
        var source = SourceFile.Decode("config.yaml", System.Text.Encoding.UTF8.GetBytes(text))!;
        Assert.Equal(text, source.Text);
        Assert.Equal(3, Assert.Single(TrainingLint.Configs.Formats.ConfigFormats.Parse(source).Problems).Span.Line);
    }

    [Fact]
    public void NoBytes_AreAnEmptyText() => Assert.Equal("", SourceFile.Decode("config.yaml", [])!.Text);

    [Fact]
    public void Lines_AreCountedByEveryKindOfBreak()
    {
        var source = new SourceFile("config.yaml", "a\r\nb\rc\n\nd");
        Assert.Equal(["a", "b", "c", "", "d", ""], Enumerable.Range(1, 6).Select(source.Line));
        Assert.Equal(5, source.LineCount);
        Assert.Equal("", source.Line(0));
    }

    [Theory]
    [InlineData("a.json", true)]
    [InlineData("A.JSON", true)]
    [InlineData("a.yaml", false)]
    [InlineData("json", false)]
    public void Json_IsToldByTheName(string path, bool isJson) => Assert.Equal(isJson, new SourceFile(path, "").Format == ConfigFormats.Json);

    private static byte[] Encode(string name)
    {
        Encoding encoding = name.Split('-') switch
        {
            ["utf", "8", ..] => new UTF8Encoding(name.EndsWith("bom", StringComparison.Ordinal)),
            ["utf", "16le", ..] => new UnicodeEncoding(false, name.EndsWith("bom", StringComparison.Ordinal)),
            ["utf", "16be", ..] => new UnicodeEncoding(true, name.EndsWith("bom", StringComparison.Ordinal)),
            ["utf", "32le", ..] => new UTF32Encoding(false, true),
            _ => new UTF32Encoding(true, true),
        };
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)];
    }
}
