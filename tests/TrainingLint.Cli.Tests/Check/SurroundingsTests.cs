using System.Diagnostics;
using System.Linq;
using System.Text.Json;

namespace TrainingLint.Cli.Tests.Check;

/// <summary>What surrounds a call: the terminal, the environment, and a few real processes.</summary>
public sealed class SurroundingsTests
{
    private const char Escape = '\u001b';

    [Fact]
    public void Terminal_GetsColour()
    {
        using var scratch = new Scratch { UseColor = true };
        Assert.Contains(Escape, scratch.Write("a.yaml", Scratch.Risky).Run("check", ".").Output);
    }

    [Fact]
    public void MachineFormats_NeverGetColour()
    {
        using var scratch = new Scratch { UseColor = true };
        scratch.Write("a.yaml", Scratch.Risky);
        foreach (var format in new[] { "json", "sarif", "github", "gitlab", "azure", "junit", "rdjson" })
        {
            Assert.DoesNotContain(Escape, scratch.Run("check", ".", "--format", format).Output);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    public void RedirectedProcess_WritesPlainTextAndReturnsItsExitCode(string? noColor)
    {
        using var scratch = new Scratch();
        var (exit, output, error) = Start(scratch.Write("a.yaml", Scratch.Risky), noColor, "check", ".");
        Assert.Equal(1, exit);
        Assert.StartsWith("a.yaml:3:12: error TL0102 learning-rate-too-high: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, output);
        Assert.DoesNotContain('\r', output);
        Assert.Empty(error);
    }

    [Fact]
    public void Process_WritesNothingButJsonToStandardOutput()
    {
        using var scratch = new Scratch();
        var (exit, output, error) = Start(scratch.Write("a.yaml", Scratch.Risky), null, "check", ".", "nowhere", "--format", "json");
        Assert.Equal(3, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("nowhere", json.RootElement.GetProperty("errors")[0].GetProperty("file").GetString());
        Assert.Empty(error);
    }

    private static (int Exit, string Output, string Error) Start(Scratch scratch, string? noColor, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = scratch.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(typeof(CommandLine).Assembly.Location))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("NO_COLOR");
        if (noColor is not null)
        {
            start.Environment["NO_COLOR"] = noColor;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
