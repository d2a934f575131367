using System.Diagnostics;
using System.Linq;

namespace TrainingLint.Cli.Tests.Calls;

public sealed class CompletionTests : IDisposable
{
    private readonly Scratch _scratch = new Scratch().Write("train.yaml", Scratch.Sound).Write("my config.yaml", Scratch.Sound);

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("che", "check")]
    [InlineData("comple", "completion")]
    [InlineData("probe sw", "sweep")]
    [InlineData("check --stat", "--statistics")]
    [InlineData("check train.yaml --output", "--output-file")]
    [InlineData("check --col", "--color")]
    [InlineData("check --format sa", "sarif")]
    [InlineData("check --format=sa", "--format=sarif")]
    [InlineData("check --format = sa", "sarif")]
    [InlineData("check -q --severity e", "error")]
    [InlineData("rule learning-rate-too-l", "learning-rate-too-low")]
    [InlineData("check --select TL0102,missing-see", "TL0102,missing-seed")]
    [InlineData("check --explain TL0102", "TL0102")]
    [InlineData("check --dialect paddleocr", "paddleocr")]
    [InlineData("completion ba", "bash")]
    [InlineData("init pre", "pre-commit")]
    [InlineData("check tr", ":files")]
    [InlineData("check --baseline tr", ":files")]
    [InlineData("check --color auto tr", ":files")]
    [InlineData("check -- --fo", ":files")]
    public void LastWord_IsCompleted(string line, string candidate) => Assert.Equal([candidate], Candidates(line));

    [Fact]
    public void EmptyWord_GetsEverythingThatMayStandThere()
    {
        Assert.Contains("check", Candidates(""));
        Assert.DoesNotContain("complete", Candidates(""));
        Assert.Equal(["error", "info", "never", "warning"], Candidates("check --fail-on "));
        var marked = _scratch.Run("complete", "--new-word", "--", "check", "--fail-on");
        Assert.Equal(Candidates("check --fail-on "), marked.Lines.Select(Label));
    }

    [Fact]
    public void BehindAnArgument_NoCommandIsOffered() => Assert.DoesNotContain("sweep", Candidates("probe x "));

    [Fact]
    public void Revision_IsNotCompletedWithFiles() => Assert.Empty(Candidates("review --base m"));

    [Fact]
    public void Candidates_CarryDescriptions() =>
        Assert.Contains("missing-seed\t", _scratch.Run("complete", "--", "rule", "missing-se").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("bash", "complete -F _traininglint traininglint")]
    [InlineData("zsh", "#compdef traininglint")]
    [InlineData("fish", "complete -c traininglint")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName traininglint")]
    public void EveryShell_HasAScript(string shell, string text) =>
        Assert.Contains(text, _scratch.Run("completion", shell).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("traininglint che", "check")]
    [InlineData("traininglint check --format jun", "junit")]
    [InlineData("traininglint check --format = jun", "junit")]
    [InlineData("traininglint rule missing-se", "missing-seed")]
    [InlineData("traininglint check tra", "train.yaml")]
    [InlineData("traininglint check my", "my config.yaml")]
    public void Bash_CompletesWithTheScript(string line, string candidate)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var words = line.Split(' ');
        _scratch.Write("completion.bash", _scratch.Run("completion", "bash").Output);
        _scratch.Write("test.bash", string.Join('\n',
            "traininglint() { dotnet '" + typeof(CommandLine).Assembly.Location + "' \"$@\"; }",
            "source ./completion.bash",
            "COMP_WORDS=(" + string.Join(' ', words.Select(word => "'" + word + "'")) + ")",
            "COMP_CWORD=" + (words.Length - 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "_traininglint",
            "printf '%s\\n' \"${COMPREPLY[@]}\"") + "\n");
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "test.bash"])
        {
            WorkingDirectory = _scratch.Root,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal(candidate + "\n", bash.StandardOutput.ReadToEnd());
        bash.WaitForExit();
    }

    private string[] Candidates(string line) => [.. _scratch.Run(["complete", "--", .. line.Split(' ')]).Lines.Select(Label)];

    private static string Label(string line) => line.Split('\t')[0];
}
