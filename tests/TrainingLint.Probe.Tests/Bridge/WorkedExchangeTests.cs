using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrainingLint.Probe.Tests.Bridge;

/// <summary>The exchange in docs/bridge.md is what the sample of the protocol answers to what the tool really asks.</summary>
[Collection(nameof(Bridge))]
public sealed class WorkedExchangeTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void TheDocument_ShowsWhatTheChildAnswers()
    {
        var lines = Exchange();
        Assert.Equal(16, lines.Length);
        File.WriteAllBytes(_file, new byte[896]);
        var options = Children.Sound;
        using var child =
            Process.Start(new ProcessStartInfo(options.Program, options.Arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true
            })!;
        foreach (var pair in lines.Chunk(2))
        {
            child.StandardInput.WriteLine(pair[0][2..].Replace("\"PATH\"", JsonSerializer.Serialize(_file), StringComparison.Ordinal));
            child.StandardInput.Flush();
            Assert.Equal(pair[1], "< " + child.StandardOutput.ReadLine());
        }

        Assert.True(child.WaitForExit(TimeSpan.FromMinutes(10)));
        Assert.Equal(0, child.ExitCode);
    }

    [Fact]
    public void TheDocument_ShowsWhatTheToolAsks()
    {
        var record = _file;
        using (var problem = TrainingLint.Probe.Bridge.BridgedProblem.Start(Children.With("record", "map", record)))
        {
            Assert.Equal(4, problem.ParameterCount);
        }

        var asked = JsonNode.Parse(File.ReadAllText(record))!;
        asked["path"] = "PATH";
        Assert.Contains("> " + asked.ToJsonString(), Exchange());
    }

    private static string[] Exchange()
    {
        var document = File.ReadAllText(Path.Combine(Children.Root, "docs", "bridge.md")).ReplaceLineEndings("\n");
        var start = document.IndexOf("```text\n", StringComparison.Ordinal) + "```text\n".Length;
        return document[start..document.IndexOf("```", start, StringComparison.Ordinal)].TrimEnd('\n').Split('\n');
    }
}
