using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Probing.Html;

namespace TrainingLint.Cli.Tests.Reports.Html;

public sealed class ReportOptionTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("report-tests-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void ThePage_ShowsVerdictAndFigures_AndTheResultStillGoesToStandardOutput()
    {
        Recipe("train.yaml", "0.001");

        var (exit, output, _) = Run("probe", "--config", "train.yaml", "--problem", "himmelblau", "--steps", "40", "--budget", "100", "--measure", "agreement", "--report", "out.html");

        Assert.Equal(ExitCode.Clean, exit);
        Assert.StartsWith("sound: ", output);
        var page = Page("out.html");
        Assert.Matches("Sound|Seeds disagree", page);
        Assert.Contains("<dt>stability</dt>", page);
        Assert.Equal(["loss", "schedule", "density", "agreement", "plane-hessian", "plane-random", "plane-minima", "slices"], Figures(page));
        var data = Data(page);
        Assert.Equal(Figures(page), data.EnumerateObject().Select(member => member.Name));
        Assert.Equal(40, data.GetProperty("loss").GetProperty("runs")[0].GetProperty("mean").GetArrayLength());
        Assert.Equal(3, data.GetProperty("loss").GetProperty("runs").GetArrayLength());
        Assert.Equal(40, data.GetProperty("schedule").GetProperty("limits").GetArrayLength());
        Assert.Equal(33, data.GetProperty("plane-hessian").GetProperty("heights").GetArrayLength());
        Assert.Equal(["out.html", "train.yaml"], _directory.EnumerateFiles().Select(file => file.Name).Order());
    }

    [Fact]
    public void ThePage_NeedsNothingFromAnywhere()
    {
        Recipe("train.yaml", "0.001");
        Run("probe", "--config", "train.yaml", "--problem", "himmelblau", "--steps", "10", "--measure", "none", "--report", "out.html");
        var page = WithoutPlotly(Page("out.html"));

        Assert.DoesNotContain("://", page);
        Assert.DoesNotMatch("(src|href)\\s*=", page);
        Assert.DoesNotContain("@import", page);
        Assert.DoesNotContain("url(", page);
    }

    [Fact]
    public void WhatComesFromOutside_IsEscaped()
    {
        const string Name = "<script>alert('1 & 2')</script><!--slot:data-->";
        var answer = Probed.OnOwnProblem(Name);
        using var page = new StringWriter(CultureInfo.InvariantCulture);

        HtmlReport.Write(answer with { Result = answer.Result! with { Risks = ["a \"risk\" </script><b>"] } }, plotly: null, page);

        Assert.DoesNotContain("<script>alert", page.ToString());
        Assert.DoesNotContain("<b>", page.ToString());
        Assert.Contains("&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;&lt;!--slot:data--&gt;", page.ToString());
        Assert.Contains("A &quot;risk&quot; &lt;/script&gt;&lt;b&gt;.", page.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PicturesThatTimeCut_AreSaidToBe(bool isPartial)
    {
        var answer = Probed.OnOwnProblem("own");
        using var page = new StringWriter(CultureInfo.InvariantCulture);

        HtmlReport.Write(answer with { Result = answer.Result! with { Surfaces = answer.Result.Surfaces! with { IsPartial = isPartial } } },
            plotly: null, page);

        Assert.Equal(isPartial, page.ToString().Contains("before the loss around the end was drawn in full", StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutPlotly_TheNumbersAreThere()
    {
        var answer = Probed.OnOwnProblem("own");
        using var page = new StringWriter(CultureInfo.InvariantCulture);

        HtmlReport.Write(answer, plotly: null, page);

        Assert.Contains("id=\"plotly\"></script>", page.ToString());
        Assert.Equal(Figures(page.ToString()).Length, Regex.Count(page.ToString(), "<table>"));
        Assert.Contains("was made without npm", page.ToString());
    }

    [Fact]
    public void ARisk_ComesFirst()
    {
        Recipe("train.yaml", "50");

        var (exit, _, _) = Run("probe", "--config", "train.yaml", "--problem", "quadratic", "--steps", "100", "--measure", "none", "--report", "out.html");

        Assert.Equal(ExitCode.Findings, exit);
        var page = Page("out.html");
        Assert.Contains("2 risks found", page);
        Assert.Contains("The run ended in divergence", page);
        Assert.True(page.IndexOf("risks found", StringComparison.Ordinal) < page.IndexOf("<h2>What was measured", StringComparison.Ordinal));
        Assert.Equal(["loss", "schedule"], Figures(page));
    }

    [Theory]
    [InlineData("nowhere/out.html", "its directory does not exist", ExitCode.Unreadable)]
    [InlineData(".", "is a directory", ExitCode.Usage)]
    [InlineData("train.yaml/out.html", "its directory does not exist", ExitCode.Unreadable)]
    public void APathThatCannotBeWritten_IsSaidBeforeTheRun(string path, string message, int code)
    {
        Recipe("train.yaml", "0.05");

        var (exit, output, error) = Run("probe", "--config", "train.yaml", "--problem", "quadratic", "--report", path);

        Assert.Equal(code, exit);
        Assert.Contains(message, error);
        Assert.Empty(output);
        Assert.Equal(["train.yaml"], _directory.EnumerateFileSystemInfos().Select(file => file.Name));
    }

    [Fact]
    public void AFailureWhileWriting_LeavesWhatStandsThere()
    {
        var page = OutputFile.At("--report", "out.html", Io(TextWriter.Null, TextWriter.Null));
        _directory.CreateSubdirectory("out.html");

        Assert.Contains("now cannot", page.Write([1, 2, 3]));
        Assert.Equal(["out.html"], _directory.EnumerateFileSystemInfos().Select(file => file.Name));
    }

    [Fact]
    public void AFolderThatVanishedMeanwhile_IsAMessage()
    {
        var folder = _directory.CreateSubdirectory("gone");
        var page = OutputFile.At("--report", "gone/out.html", Io(TextWriter.Null, TextWriter.Null));
        folder.Delete(recursive: true);

        Assert.Contains("its directory does not take it", page.Write([1, 2, 3]));
    }

    [Fact]
    public void AnOldPage_IsReplaced()
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "out.html"), "old");

        Run("probe", "--problem", "rosenbrock", "--steps", "0", "--report", "out.html");

        Assert.StartsWith("<!DOCTYPE html>", Page("out.html"));
        Assert.Equal(["density"], Figures(Page("out.html")));
    }

    private static string[] Figures(string page) => [.. Regex.Matches(page, "<figure id=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];

    private static JsonElement Data(string page) => JsonDocument.Parse(Regex.Match(page, "<script type=\"application/json\" id=\"data\">(.*?)</script>").Groups[1].Value).RootElement;

    private static string WithoutPlotly(string page) => Regex.Replace(page, "(id=\"plotly\">)[^<]*", "$1");

    private void Recipe(string name, string rate) => File.WriteAllText(
        Path.Combine(_directory.FullName, name),
        $"SOLVER:\n  BASE_LR: {rate}\n  MAX_ITER: 1000\n  STEPS: [600, 800]\n  WARMUP_ITERS: 100\n  IMS_PER_BATCH: 64\n");

    private string Page(string name) => File.ReadAllText(Path.Combine(_directory.FullName, name));

    private TerminalIo Io(TextWriter output, TextWriter error) =>
        new(Stream.Null, output, error, _directory.FullName, UseColor: false, Width: 120);

    private (int Exit, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exit = new CommandLine(Io(output, error)).Run(args);
        return (exit, output.ToString(), error.ToString());
    }
}
