using System.Linq;
using System.Text.Json.Nodes;

namespace TrainingLint.Cli.Tests.Probing.Sweeps;

/// <summary>A directory with configs of all kinds, and the calls that sweep over them.</summary>
internal sealed class SweepScratch : IDisposable
{
    /// <summary>Options that make a unit a matter of milliseconds.</summary>
    public static readonly string[] Quick = ["--problem", "double-well", "--steps", "12", "--seeds", "2"];

    public SweepScratch()
    {
        Files.Write("configs/sound.yaml", Scratch.Sound);
        Files.Write("configs/risky.yaml", Scratch.Risky);
        Files.Write("configs/zero.yaml", Scratch.Sound.Replace("0.02", "0.0", StringComparison.Ordinal));
        Files.Write("configs/notes.yaml", "shopping: [milk]\n");
        Files.Write("configs/agents.yaml", """
            behaviors:
              Läufer: { trainer_type: ppo, max_steps: 1000, hyperparameters: { batch_size: 64, buffer_size: 1024, learning_rate: 3.0e-4 } }
              Crawler: { trainer_type: ppo, max_steps: 1000, hyperparameters: { batch_size: 64, buffer_size: 1024, learning_rate: 1.0e-3 } }
            """);
    }

    /// <summary>Recipes times seeds.</summary>
    public const int Units = 10;

    public Scratch Files { get; } = new();

    public void Dispose() => Files.Dispose();

    /// <summary>Sweeps over all configs.</summary>
    public Outcome Sweep(params string[] arguments) => Files.Run(["probe", "sweep", "configs", .. Quick, .. arguments]);

    /// <summary>The bytes of the sweep in one piece.</summary>
    public string Whole()
    {
        Assert.Equal(ExitCode.Clean, Sweep("--output", "whole.json").Exit);
        return Files.Read("whole.json");
    }

    /// <summary>Writes all parts and returns their names, the last first.</summary>
    public string[] Parts(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            Assert.Equal(ExitCode.Clean, Sweep("--shard", FormattableString.Invariant($"{i}/{count}"), "--output", FormattableString.Invariant($"{i}.json")).Exit);
        }

        return [.. Enumerable.Range(1, count).Reverse().Select(i => FormattableString.Invariant($"{i}.json"))];
    }

    public Outcome Merge(params string[] arguments) => Files.Run(["probe", "merge", .. arguments]);

    /// <summary>Changes a document that is already written.</summary>
    public void Change(string name, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Files.Read(name))!.AsObject();
        change(json);
        Files.Write(name, json.ToJsonString());
    }

    /// <summary>Fails as a matter of usage, with a message and without a result.</summary>
    public static void Refused(Outcome outcome, string message, int exit = ExitCode.Usage)
    {
        Assert.Equal(exit, outcome.Exit);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }
}
