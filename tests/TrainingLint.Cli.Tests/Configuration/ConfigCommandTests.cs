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
            [
                "traininglint.missing-seed.severity = error  .editorconfig:4  (overridden below)",
                "traininglint.missing-seed.severity = none   configs/.editorconfig:2",
                "In effect:",
                "  off: TL0301  configs/.editorconfig:2",
            ],
            outcome.Lines);
        Assert.Equal(0, outcome.Exit);
    }

    [Fact]
    public void WhatIsInEffect_NamesTheLineThatDecides()
    {
        _scratch.Write("traininglint.yaml", "select: [TL03]\nrules: {learning-rate-too-high: error}\nper-file:\n  'c/*': {dialect: detectron2}\n");
        var lines = _scratch.Run("config", "c/a.yaml").Lines;
        var effects = lines[(Array.IndexOf(lines, "In effect:") + 1)..];
        Assert.Contains(effects, line => Is(line, "  off: TL0101, TL0103, ", "more  traininglint.yaml:1"));
        Assert.Contains(effects, line => Is(line, "  error: TL0102 ", " traininglint.yaml:2"));
        Assert.Contains(effects, line => Is(line, "  read as detectron2 ", " traininglint.yaml:4"));

        static bool Is(string line, string start, string end) =>
            line.StartsWith(start, StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAFile_RunsAreShownWithTheirOrigins()
    {
        _scratch.Write("traininglint.yaml", "fail-on: error\n");
        var outcome = _scratch.Run("config");
        Assert.Equal(
            [
                "severity = warning  unless told otherwise",
                "fail-on = error     traininglint.yaml:1",
                "baseline = none     unless told otherwise",
            ],
            outcome.Lines);
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
