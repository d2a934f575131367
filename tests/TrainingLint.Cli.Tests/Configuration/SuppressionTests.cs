namespace TrainingLint.Cli.Tests.Configuration;

public sealed class SuppressionTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Reason_IsKeptAndShown()
    {
        Write("20.0  # traininglint: disable=learning-rate-too-high -- found by a sweep");
        Assert.Equal("1 file, 1 training config: nothing risky found, 1 suppressed.\n", _scratch.Run("check", ".").Output);
        Assert.Contains("accepted by a comment: found by a sweep", _scratch.Run("check", ".", "--show-suppressed").Output, StringComparison.Ordinal);
        var finding = _scratch.Run("check", ".", "--format", "json").Json.GetProperty("findings")[0];
        Assert.True(finding.GetProperty("suppressed").GetBoolean());
        Assert.Equal("found by a sweep", finding.GetProperty("reason").GetString());
    }

    [Fact]
    public void UnusedSuppression_IsReportedAtItsComment()
    {
        Write("0.02  # traininglint: disable=learning-rate-too-high found by a sweep");
        var outcome = _scratch.Run("check", ".");
        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith("a.yaml:3:18: warning TL0908 unused-suppression", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void SuppressionOfARuleThatDidNotRun_IsNotCalledUnused()
    {
        Write("0.02  # traininglint: disable=learning-rate-too-high found by a sweep");
        Assert.Equal(0, _scratch.Run("check", ".", "--exclude-rules", "learning-rate-too-high").Exit);
    }

    [Fact]
    public void SuppressionInABase_CountsForEveryFileThatDrawsOnTheLine()
    {
        _scratch.Write("base.yaml", "SOLVER:\n  BASE_LR: 20.0  # traininglint: disable=TL0102 sweep\n  IMS_PER_BATCH: 16\n")
            .Write("a.yaml", "_BASE_: base.yaml\nSOLVER:\n  MAX_ITER: 90000\n")
            .Write("b.yaml", "_BASE_: base.yaml\nSOLVER:\n  MAX_ITER: 70000\n");
        Assert.Equal(0, _scratch.Run("check", ".").Exit);
    }

    [Fact]
    public void SuppressionInABase_IsNotCalledUnused_WhenTheFilesThatDrawOnItWereNotAsked()
    {
        // The batch of the child makes the rate too high; the base alone is sound.
        var large = Scratch.Sound.Replace("0.02", "3.0  # traininglint: disable=TL0102 sweep").Replace("PER_BATCH: 16", "PER_BATCH: 4096");
        _scratch.Write("base.yaml", large).Write("a.yaml", "_BASE_: base.yaml\nSOLVER:\n  IMS_PER_BATCH: 16\n");
        Assert.Equal(0, _scratch.Run("check", ".").Exit);
        Assert.Equal(0, _scratch.Run("check", "base.yaml").Exit);
        File.Delete(_scratch.PathOf("a.yaml"));
        Assert.Contains("TL0908", _scratch.Run("check", "base.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void SuppressionInOneChild_LeavesTheFindingOpenForTheOther()
    {
        _scratch.Write("base.yaml", Scratch.Risky)
            .Write("a.yaml", "# traininglint: disable-file=TL0102 sweep\n_BASE_: base.yaml\nMODEL: {}\n")
            .Write("b.yaml", "_BASE_: base.yaml\nMODEL: {}\n");
        Assert.Equal(1, _scratch.Run("check", ".").Exit);
        Assert.Equal(0, _scratch.Run("check", "a.yaml").Exit);
    }

    [Theory]
    [InlineData("ignore=TL0102", "'ignore=TL0102' means nothing to TrainingLint")]
    [InlineData("disable", "'disable' means nothing to TrainingLint")]
    [InlineData("disable=", "'disable=' means nothing to TrainingLint")]
    [InlineData("off TL0102", "'off TL0102' means nothing to TrainingLint")]
    [InlineData("disable=learning-rate-to-high", "There is no rule 'learning-rate-to-high'")]
    public void CommentThatSwitchesNothingOff_IsReported(string order, string message)
    {
        Write("20.0  # traininglint: " + order);
        var outcome = _scratch.Run("check", ".");
        Assert.Contains("error TL0102", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("a.yaml:3:18: warning TL0908 unused-suppression: " + message, outcome.Output, StringComparison.Ordinal);
    }

    // A file without everything that a run needs is a part of a recipe.
    [Theory]
    [InlineData("disable", "'disable' means nothing to TrainingLint")]
    [InlineData("unit=batches", "'unit=batches' says nothing about this file")]
    [InlineData("loader=pickle", "'loader=pickle' says nothing about this file")]
    [InlineData("dialect=nosuch", "'dialect=nosuch' says nothing about this file")]
    public void OrderThatMeansNothing_IsReportedInAPartOfARecipe(string order, string message)
    {
        _scratch.Write("part.yaml", "# traininglint: " + order + "\nlr: 0.001\noptimizer: adam\nbatch_size: 8\n");
        Assert.Contains("part.yaml:1:1: warning TL0908 unused-suppression: " + message, _scratch.Run("check", ".").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# see the notes of traininglint: all sound")]
    [InlineData("# traininglint: found sound by a sweep")]
    public void SentenceAboutTheTool_IsNone(string comment)
    {
        Write("0.02  " + comment);
        Assert.Equal(0, _scratch.Run("check", ".").Exit);
    }

    private void Write(string rate) => _scratch.Write("a.yaml", Scratch.Sound.Replace("0.02", rate));
}
