using System.Linq;

namespace TrainingLint.Cli.Tests.Check;

/// <summary>Thousands of equal mistakes in one file cost neither minutes nor pages, and nothing is left out without a word.</summary>
public sealed class FindingLimitTests : IDisposable
{
    private const int Listed = 100;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(100, 0)]
    [InlineData(101, 1)]
    [InlineData(600, 500)]
    public void FindingsBeyondTheLimit_AreCountedInALastOne(int duplicates, int more)
    {
        var outcome = _scratch.Write("a.yaml", WithDuplicates(duplicates)).Run("check", ".", "--format", "concise");
        Assert.Equal(1, outcome.Exit);
        Assert.Equal(Math.Min(duplicates, Listed), outcome.Lines.Count(line => line.Contains("stands twice", StringComparison.Ordinal)));
        Assert.Equal(more > 0, outcome.Lines.Any(line => line.Contains(FormattableString.Invariant($"TL0902 duplicate-key: The file has {more} more findings"), StringComparison.Ordinal)));
    }

    [Fact]
    public void EveryFormat_CountsThemTheSame()
    {
        _scratch.Write("a.yaml", WithDuplicates(600));
        foreach (var format in new[] { "text", "json", "sarif", "github", "gitlab", "junit", "azure", "rdjson" })
        {
            Assert.Contains("500 more findings of duplicate-key", _scratch.Run("check", ".", "--format", format).Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OtherRules_AreListedBesideThem()
    {
        var text = WithDuplicates(600).Replace("0.02", "20.0", StringComparison.Ordinal);
        Assert.Contains("TL0102", _scratch.Write("a.yaml", text).Run("check", ".").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AcceptedFindings_DoNotCount()
    {
        var accepted = string.Concat(Enumerable.Range(0, 300).Select(i => FormattableString.Invariant($"K{i}: 1\nK{i}: 1  # traininglint: disable=duplicate-key meant\n")));
        var outcome = _scratch.Write("a.yaml", Scratch.Sound + accepted + "SEED: 43\n").Run("check", ".", "--format", "concise");
        Assert.Contains("'SEED' stands twice", Assert.Single(outcome.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Fix_MendsWhatIsListed_AndTheRestAfterThat()
    {
        _scratch.Write("a.yaml", WithDuplicates(150, sameValue: true));
        Assert.Equal(1, _scratch.Run("check", ".", "--fix", "--fail-on", "info").Exit);
        Assert.Equal(0, _scratch.Run("check", ".", "--fix", "--fail-on", "info").Exit);
        Assert.Equal(WithDuplicates(0, sameValue: true), _scratch.Read("a.yaml"));
    }

    [Fact]
    public void UnusedSuppressions_AreBoundedAsWell()
    {
        var comments = string.Concat(Enumerable.Range(0, 300).Select(i => FormattableString.Invariant($"K{i}: 1  # traininglint: disable=no-such-rule\n")));
        var outcome = _scratch.Write("a.yaml", Scratch.Sound + comments).Run("check", ".", "--format", "concise");
        Assert.Equal(Listed + 1, outcome.Lines.Length);
        Assert.Contains("200 more findings of unused-suppression", outcome.Output, StringComparison.Ordinal);
    }

    private static string WithDuplicates(int count, bool sameValue = false) =>
        Scratch.Sound + string.Concat(Enumerable.Range(0, count + 1).Select(i => FormattableString.Invariant($"OUTPUT_DIR: out{(sameValue ? 0 : i)}\n")));
}
