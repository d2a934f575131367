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

    [Fact]
    public void RedirectedProcess_WritesPlainTextAndReturnsItsExitCode()
    {
        using var scratch = new Scratch();
        var (exit, output, error) = Start(scratch.Write("a.yaml", Scratch.Risky), [], "check", ".");
        Assert.Equal(1, exit);
        Assert.StartsWith("a.yaml:3:12: error TL0102 learning-rate-too-high: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, output);
        Assert.DoesNotContain('\r', output);
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("1", false)]
    public void NoColor_IsHonouredOnATerminal(string noColor, bool isColoured)
    {
        // The program of that name gives a process a terminal of its own.
        const string Script = "/usr/bin/script";
        if (!File.Exists(Script) || !OperatingSystem.IsLinux())
        {
            return;
        }

        using var scratch = new Scratch();
        scratch.Write("a.yaml", Scratch.Risky);
        var (_, output, _) = Start(scratch, Script, [("NO_COLOR", noColor), ("TERM", "xterm")], "-qec", "dotnet '" + typeof(CommandLine).Assembly.Location + "' check .", "/dev/null");
        Assert.Contains("TL0102", output, StringComparison.Ordinal);
        Assert.Equal(isColoured, output.Contains(Escape + "[1;31merror" + Escape + "[0m", StringComparison.Ordinal));
    }

    [Fact]
    public void Output_DoesNotDependOnTheNumberOfProcessors()
    {
        using var scratch = new Scratch();
        scratch.Write("base.yaml", Scratch.Risky);
        foreach (var i in Enumerable.Range(0, 40))
        {
            scratch.Write($"configs/run{i}.yaml", i % 2 == 0 ? "_BASE_: ../base.yaml\nMODEL: {}\n" : Scratch.Risky.Replace("20.0", $"{i}.5"));
        }

        var one = Start(scratch, [("DOTNET_PROCESSOR_COUNT", "1")], "check", ".", "--severity", "info");
        var eight = Start(scratch, [("DOTNET_PROCESSOR_COUNT", "8")], "check", ".", "--severity", "info");
        Assert.Equal(one, eight);
        Assert.Contains("reaches 21 configs", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Process_WritesNothingButJsonToStandardOutput()
    {
        using var scratch = new Scratch();
        var (exit, output, error) = Start(scratch.Write("a.yaml", Scratch.Risky), [], "check", ".", "nowhere", "--format", "json");
        Assert.Equal(3, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("nowhere", json.RootElement.GetProperty("errors")[0].GetProperty("file").GetString());
        Assert.Empty(error);
    }

    private static (int Exit, string Output, string Error) Start(Scratch scratch, (string Name, string Value)[] variables,
        params string[] arguments) => Start(scratch, "dotnet", variables, [typeof(CommandLine).Assembly.Location, .. arguments]);

    private static (int Exit, string Output, string Error) Start(Scratch scratch, string program, (string Name, string Value)[] variables,
        params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = scratch.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
