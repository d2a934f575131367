using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Tests.Documents;

namespace TrainingLint.Configs.Tests.Formats;

public class TomlFormatTests
{
    private const string Text = """
        # a run
        max_steps = 1_000
        "quoted key" = 'literal \n'

        [optim]
        lr = 1e-4
        betas = [
          0.9, # first
          0.95,
        ]
        kind.type = "adamw"

        [[datasets]]
        batch_size = 1

        [[datasets]]
        batch_size = 2
        inline = { a = 1, b.c = true }
        """;

    [Theory]
    [InlineData("max_steps", "1_000")]
    [InlineData("quoted key", "literal \\n")]
    [InlineData("optim.lr", "1e-4")]
    [InlineData("optim.betas.1", "0.95")]
    [InlineData("optim.kind.type", "adamw")]
    [InlineData("datasets.1.batch_size", "2")]
    [InlineData("datasets.1.inline.b.c", "true")]
    public void Value_IsFound(string path, string text) => Assert.Equal(text, Parsed.Mapping(Text, "a.toml").At(path));

    [Fact]
    public void Numbers_AreTyped()
    {
        var root = Parsed.Mapping("a = 1e-4\nb = 1_000\nc = \"1\"\nd = inf\n", "a.toml");

        Assert.Equal(1e-4, ((ScalarNode)root["a"]!).Read(ScalarSchema.Toml).Number);
        Assert.Equal(1000, ((ScalarNode)root["b"]!).Read(ScalarSchema.Toml).Number);
        Assert.Equal(ScalarKind.Text, ((ScalarNode)root["c"]!).Read(ScalarSchema.Toml).Kind);
        Assert.Equal(double.PositiveInfinity, ((ScalarNode)root["d"]!).Read(ScalarSchema.Toml).Number);
    }

    [Theory]
    [InlineData("lr = ", 1)]
    [InlineData("a = 1\nlr = yes\n", 2)]
    [InlineData("a = 1\n\n[optim\nlr = 1\n", 3)]
    [InlineData("a = 1 b = 2", 1)]
    [InlineData("a = [1, 2", 1)]
    [InlineData("a = 'open\n", 1)]
    [InlineData("a = 1\n[a]\n", 2)]
    [InlineData("= 1", 1)]
    public void Mistake_IsNamedWithItsLine(string text, int line)
    {
        var problem = Assert.Single(ConfigFormats.Parse(new SourceFile("a.toml", text)).Problems);

        Assert.Equal(line, problem.Span.Line);
        Assert.StartsWith("Not valid TOML: ", problem.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void KeyTwice_IsADuplicate() => Assert.Single(ConfigFormats.Parse(new SourceFile("a.toml", "lr = 1\nlr = 2\n")).Duplicates);
}
