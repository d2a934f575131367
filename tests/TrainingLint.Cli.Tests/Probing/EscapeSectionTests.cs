using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Numerics;
using TrainingLint.Tests;

namespace TrainingLint.Cli.Tests.Probing;

public sealed class EscapeSectionTests : IDisposable
{
    private const string Recipe = """
        SOLVER:
          BASE_LR: 0.1
          MOMENTUM: 0.5
          MAX_ITER: 1000
          IMS_PER_BATCH: 16
        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("escape-tests-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Trait("Category", "Slow")]
    [Fact]
    public void ExitTimesAndTheBasin_AreInBothFormats()
    {
        var escape = Json("noisy-double-well", "escape").GetProperty("escape");

        Assert.False(escape.GetProperty("partial").GetBoolean());
        Assert.Contains(escape.GetProperty("verdict").GetString(), new[] { "leaves", "stays", "unknown" });
        var exit = escape.GetProperty("exit");
        var recipe = exit.GetProperty("recipe");
        Assert.Equal(16, exit.GetProperty("batchSize").GetInt32());
        Assert.True(recipe.GetProperty("value").GetDouble() > 0);
        Assert.InRange(recipe.GetProperty("value").GetDouble(), recipe.GetProperty("low").GetDouble(), recipe.GetProperty("high").GetDouble());
        Assert.True(exit.GetProperty("halfBatch").GetProperty("ratio").GetDouble() < 1);
        Assert.True(exit.GetProperty("doubleBatch").GetProperty("low").GetDouble() > recipe.GetProperty("value").GetDouble());
        Assert.True(exit.TryGetProperty("withoutMomentum", out _));
        Assert.All(escape.GetProperty("basin").GetProperty("random").EnumerateArray(), radius =>
        {
            Assert.True(radius.GetProperty("radius").GetDouble() > 0);
            Assert.InRange(radius.GetProperty("returned").GetProperty("trials").GetInt32() + radius.GetProperty("undecided").GetInt32(), 1, 100);
        });

        var text = Text("noisy-double-well", "escape");
        Assert.Contains("\nescape     ", text);
        Assert.Contains("without momentum", text);
        Assert.Contains("with half the batch", text);
        Assert.DoesNotContain("global", text);
    }

    [Fact]
    public void DescentsThatTookTooLong_CountInNoShare()
    {
        var report = new EscapeReport
        {
            Verdict = EscapeVerdict.Unknown,
            Evidence = "time ran out",
            IsPartial = true,
            Basin = new BasinReport
            {
                Random = [new BasinRadius(1, new Proportion(2, 2), 0, 0, 0), new BasinRadius(2, new Proportion(0, 0), 0, 0, 3)],
                Sharpest = [],
                DescentSteps = 10,
                BarrierTolerance = 0.1,
                StaysUnperturbed = true,
                UnperturbedLoss = double.PositiveInfinity,
                IsPartial = true,
            },
        };
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            new EscapeSection().WriteJson(report, json);
            json.WriteEndObject();
        }

        var basin = JsonDocument.Parse(bytes.ToArray()).RootElement.GetProperty("escape").GetProperty("basin");
        var open = basin.GetProperty("random")[1];
        Assert.Equal(3, open.GetProperty("undecided").GetInt32());
        Assert.False(open.GetProperty("returned").TryGetProperty("value", out _));
        Assert.False(basin.TryGetProperty("unperturbedLoss", out _));
        var lines = new List<string>();
        new EscapeSection().WriteText(report, (label, text) => lines.Add(label + FormattableString.Invariant(text)));
        Assert.Contains("stopped early", lines[0]);
        Assert.Contains("2 of 2 random pushes of norm 1 to 2 returned, 10 steps each; 3 more were still on their way down", lines[1]);
    }

    [Fact]
    public void OnASaddle_StepsStandBesideTheTheory()
    {
        File.WriteAllBytes(Path.Combine(_directory.FullName, "saddle.bin"), new byte[2 * sizeof(double)]);
        var saddle = Json("double-well", "escape", "--weights", "saddle.bin").GetProperty("escape").GetProperty("saddle");

        var recipe = saddle.GetProperty("recipe");
        Assert.Equal(-1, saddle.GetProperty("curvature").GetProperty("value").GetDouble(), 9);
        Assert.Equal(recipe.GetProperty("theory").GetDouble(), recipe.GetProperty("value").GetDouble(), 0.05 * recipe.GetProperty("value").GetDouble());
        Assert.Contains("theory", Text("double-well", "escape", "--weights", "saddle.bin"));
    }

    [Fact]
    public void APoorMinimum_IsARiskWithItsGap()
    {
        var (exit, output) = Run("styblinski-tang", "global", "json", "--seed", "1");
        var json = JsonDocument.Parse(output).RootElement;
        var global = json.GetProperty("global");

        Assert.Equal("poor-minimum", global.GetProperty("verdict").GetString());
        Assert.Equal(-391.66165703771, global.GetProperty("bestLoss").GetDouble(), 6);
        Assert.True(global.GetProperty("gap").GetDouble() > 1);
        Assert.Equal(["multi-start", "simulated-annealing", "differential-evolution"], global.GetProperty("solvers").EnumerateArray().Select(solver => solver.GetProperty("name").GetString()));
        Assert.Equal("not-convex", global.GetProperty("convexity").GetProperty("verdict").GetString());
        Assert.Contains(json.GetProperty("risks").EnumerateArray(), risk => risk.GetString()!.Contains("poor minimum", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Findings, exit);
    }

    [Fact]
    public void AConvexProblem_SwitchesLocalMinimaOff()
    {
        var json = Json("quadratic", "escape,global");

        Assert.True(json.GetProperty("global").GetProperty("localMinimaAreGlobal").GetBoolean());
        Assert.Equal("convex", json.GetProperty("global").GetProperty("verdict").GetString());
        Assert.Equal("nothing-to-leave", json.GetProperty("escape").GetProperty("verdict").GetString());
        Assert.False(json.GetProperty("global").TryGetProperty("gap", out _));
        var text = Text("quadratic", "escape,global");
        Assert.Contains("escape     nothing-to-leave", text);
        Assert.Contains("global     convex", text);
    }

    [Fact]
    public void WhatIsNotAsked_IsAbsent()
    {
        var json = Json("himmelblau", "none");

        Assert.False(json.TryGetProperty("escape", out _));
        Assert.False(json.TryGetProperty("global", out _));
    }

    private JsonElement Json(string problem, string measure, params string[] more) =>
        JsonDocument.Parse(Run(problem, measure, "json", more).Output).RootElement;

    private string Text(string problem, string measure, params string[] more) => Run(problem, measure, "text", more).Output;

    private (int Exit, string Output) Run(string problem, string measure, string format, params string[] more)
    {
        // A rate that Styblinski-Tang and Himmelblau can stand.
        var steep = problem is "styblinski-tang" or "himmelblau";
        File.WriteAllText(Path.Combine(_directory.FullName, "train.yaml"), steep ? Recipe.Replace("0.1", "0.004") : Recipe);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var io = new TerminalIo(Stream.Null, output, error, _directory.FullName, UseColor: false,
            Width: 120)
        { Clock = StandingClock.Instance };
        var exit = new CommandLine(io).Run(["probe", "--config", "train.yaml", "--problem", problem, "--measure", measure, "--budget", "30", "--format", format, .. more]);
        return (exit, output.ToString());
    }
}
