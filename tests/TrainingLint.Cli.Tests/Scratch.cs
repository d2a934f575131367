using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using TrainingLint.Cli.Watching;
using TrainingLint.Tests;

namespace TrainingLint.Cli.Tests;

/// <summary>What a call of the command line came to.</summary>
public sealed record Outcome(int Exit, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A directory of its own for a test, and the command line running in it without a process.</summary>
public sealed class Scratch : IDisposable
{
    /// <summary>A sound recipe in the keys of detectron2.</summary>
    public const string Sound = "SEED: 42\nSOLVER:\n  BASE_LR: 0.02\n  IMS_PER_BATCH: 16\n  MAX_ITER: 90000\n  STEPS: (60000, 80000)\n  WARMUP_ITERS: 1000\n";

    /// <summary>The same with a rate a thousand times too high.</summary>
    public static readonly string Risky = Sound.Replace("0.02", "20.0", StringComparison.Ordinal);

    public Scratch()
    {
        Root = Path.Combine(Path.GetTempPath(), "traininglint-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Root);

        // Without a repository of its own, a test would see whatever surrounds the temporary directory.
        Directory.CreateDirectory(Path.Combine(Root, ".git"));
        Write(".editorconfig", "root = true\n");
    }

    public string Root { get; }

    public Dictionary<string, string> Variables { get; } = [];

    public bool UseColor { get; init; }

    public int Width { get; init; } = 120;

    /// <summary>What happens, one after the other, while the tool waits for changes; then the waiting ends.</summary>
    public Queue<Action> WhileWaiting { get; } = [];

    public string PathOf(string name) => Path.Combine(Root, name);

    public Scratch Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public Scratch Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), bytes);
        return this;
    }

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public Outcome Run(params string[] arguments) => RunWith("", arguments);

    public Outcome RunWith(string input, params string[] arguments) => RunIn("", input, arguments);

    public Outcome RunIn(string directory, string input, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var stdin = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var io = new TerminalIo(stdin, output, error, directory.Length == 0 ? Root : PathOf(directory), UseColor, Width)
        {
            Changes = (_, _) => new ScriptedChanges(WhileWaiting),
            Variable = name => Variables.GetValueOrDefault(name),
            Clock = StandingClock.Instance,
        };
        var exit = new CommandLine(io).Run(arguments);
        return new Outcome(exit, output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(Root, recursive: true);
    }

    private sealed class ScriptedChanges(Queue<Action> changes) : IChangeSource
    {
        public bool Wait()
        {
            if (!changes.TryDequeue(out var change))
            {
                return false;
            }

            change();
            return true;
        }

        public void Dispose() => changes.Clear();
    }
}
