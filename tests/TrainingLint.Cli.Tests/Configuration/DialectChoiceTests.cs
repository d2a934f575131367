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
        Assert.Contains("read as ultralytics", _scratch.Run("inspect", "configs/a.yaml").Output, StringComparison.Ordinal);
        Assert.Contains("read as generic", _scratch.Run("inspect", "b.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void EditorConfig_DecidesToo()
    {
        _scratch.Write(".editorconfig", "root = true\n[configs/**]\ntraininglint.dialect = ultralytics\n");
        Assert.Contains("read as ultralytics", _scratch.Run("inspect", "configs/a.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Option_DecidesForTheNamedFiles_AlsoFromAPipe()
    {
        Assert.Contains("read as detectron2", _scratch.Run("inspect", "b.yaml", "--dialect", "detectron2").Output, StringComparison.Ordinal);
        Assert.Contains("read as detectron2", _scratch.RunWith(Vague, "inspect", "-", "--dialect", "detectron2").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Option_GoesBeforeTheSettings()
    {
        _scratch.Write("traininglint.yaml", "dialect: ultralytics\n");
        Assert.Contains("read as detectron2", _scratch.Run("inspect", "b.yaml", "--dialect", "detectron2").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnDialect_MayBeNamed()
    {
        const string Own = "dialect: ours\nrecognised-by:\n  - has: [never_there]\nloader: pyyaml\nsettings:\n  learningRate: {keys: [train.lr]}\n";
        _scratch.Write(".traininglint/dialects/ours.yaml", Own).Write("traininglint.yaml", "dialect: ours\n");
        Assert.Contains("read as ours", _scratch.Run("inspect", "b.yaml").Output, StringComparison.Ordinal);
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
        Assert.StartsWith("traininglint: there is no dialect 'detectron'; did you mean 'detectron2'?", outcome.Error, StringComparison.Ordinal);
    }
}
