namespace TrainingLint.Cli.Tests.Configuration;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void NothingConfigured_IsSaid() =>
        Assert.Equal("Nothing is configured for a.yaml; every rule applies as it is.\n", _scratch.Run("config", "a.yaml").Output);

    [Fact]
    public void Lines_AreShownWithTheirPlaces_AndOverriddenOnesAsSuch()
    {
        _scratch.Write(".editorconfig", "root = true\n[*.yaml]\nindent_size = 2\ntraininglint.missing-seed.severity = error\n")
            .Write("configs/.editorconfig", "[a.yaml]\ntraininglint.missing-seed.severity = none # no\n");
        var outcome = _scratch.Run("config", "configs/a.yaml");
        Assert.Equal(
            "traininglint.missing-seed.severity = error  .editorconfig:4  (overridden below)\ntraininglint.missing-seed.severity = none   configs/.editorconfig:2\n",
            outcome.Output);
        Assert.Equal(0, outcome.Exit);
    }

    [Fact]
    public void MeaninglessLine_IsTwoWithItsPlace()
    {
        _scratch.Write(".editorconfig", "root = true\n[*]\ntraininglint.missing-sed.severity = error\n");
        var outcome = _scratch.Run("config", "a.yaml");
        Assert.Equal(2, outcome.Exit);
        Assert.StartsWith(".editorconfig:3: traininglint.missing-sed.severity: there is no rule 'missing-sed'", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void MeaninglessLineOfTheRoot_IsNamed_NotTheOneThatOverridesIt()
    {
        _scratch.Write(".editorconfig", "root = true\n[*.yaml]\ntraininglint.missing-seed.severity = bogus\n")
            .Write("configs/.editorconfig", "[*]\ntraininglint.missing-seed.severity = none\n");
        var outcome = _scratch.Run("config", "configs/a.yaml");
        Assert.Equal(2, outcome.Exit);
        Assert.StartsWith(".editorconfig:3: traininglint.missing-seed.severity: 'bogus' is no severity", outcome.Error, StringComparison.Ordinal);
    }
}
