namespace TrainingLint.Cli.Tests.Configuration;

/// <summary>Files that do not show what they are written in, and somebody says it.</summary>
public sealed class DialectChoiceTests : IDisposable
{
    // A rate alone may be anybody's; so may be a key that only one framework reads.
    private const string Vague = "SOLVER:\n  BASE_LR: 20.0\n";
    private const string Marked = "train:\n  lr: 0.001\n  optimizer: adam\n  epochs: 3\n";

    private readonly Scratch _scratch = new Scratch().Write("configs/a.yaml", Marked).Write("b.yaml", Marked);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Pattern_DecidesForItsFilesOnly()
    {
        _scratch.Write("traininglint.yaml", "per-file:\n  'configs/**': {dialect: ultralytics}\n");
        Assert.Equal("ultralytics", Read("inspect", "configs/a.yaml"));
        Assert.Equal("generic", Read("inspect", "b.yaml"));
    }

    [Fact]
    public void EditorConfig_DecidesToo()
    {
        _scratch.Write(".editorconfig", "root = true\n[configs/**]\ntraininglint.dialect = ultralytics\n");
        Assert.Equal("ultralytics", Read("inspect", "configs/a.yaml"));
    }

    [Fact]
    public void Option_DecidesForTheNamedFiles_AlsoFromAPipe()
    {
        Assert.Equal("detectron2", Read("inspect", "b.yaml", "--dialect", "detectron2"));
        var piped = _scratch.RunWith(Vague, "inspect", "-", "--dialect", "detectron2");
        Assert.Contains("read as detectron2", piped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Option_GoesBeforeTheSettings()
    {
        _scratch.Write("traininglint.yaml", "dialect: ultralytics\n");
        Assert.Equal("detectron2", Read("inspect", "b.yaml", "--dialect", "detectron2"));
    }

    [Fact]
    public void OwnDialect_MayBeNamed()
    {
        const string Own = "dialect: ours\nrecognised-by:\n  - has: [never_there]\nloader: pyyaml\n"
            + "settings:\n  learningRate: {keys: [train.lr]}\n";
        _scratch.Write(".traininglint/dialects/ours.yaml", Own).Write("traininglint.yaml", "dialect: ours\n");
        Assert.Equal("ours", Read("inspect", "b.yaml"));
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("- 1\n- 2\n")]
    [InlineData("{}\n")]
    [InlineData("SOLVER: 3\n")]
    public void FileThatIsNothingOfTheKind_IsNoDefect(string text)
    {
        _scratch.Write("c.yaml", text);
        foreach (var name in Configs.ConfigReader.DialectNames())
        {
            Assert.NotEqual(4, _scratch.Run("check", "c.yaml", "--dialect", name).Exit);
        }
    }

    [Fact]
    public void UnknownName_IsTwoWithTheNearest()
    {
        var outcome = _scratch.Run("check", "b.yaml", "--dialect", "detectron");
        Assert.Equal(2, outcome.Exit);
        Assert.StartsWith("traininglint: there is no dialect 'detectron'; did you mean 'detectron2'?", outcome.Error);
    }

    private string Read(params string[] call) => _scratch.Run(call).Lines[0].Split("read as ")[1].Split(',')[0];
}
