using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using TrainingLint.Core.Configuration;
using TrainingLint.LanguageServer;
using TrainingLint.LanguageServer.Benchmark;
using TrainingLint.Linting;

// Measures what the language server promises: keystroke to diagnostics on a config of 1,000 lines, memory over 10,000 edits, and,
// with the path of traininglint.dll as argument, process start to first diagnostics.
const string Uri = "file:///benchmark/train.yaml";
const int Edits = 1_000;
const int ManyEdits = 10_000;
const int Starts = 15;

var text = LongConfig();
Console.WriteLine(FormattableString.Invariant($"config: {text.Split('\n').Length} lines, {text.Length} characters"));
Keystrokes(text);
Array.ForEach(args, Start);

static void Keystrokes(string text)
{
    var (toServer, fromServer) = (new Pipe(), new Pipe());
    var server = Task.Factory.StartNew(() =>
        LanguageServer.Run(toServer.Reader.AsStream(), fromServer.Writer.AsStream(), new NoProject(), "0"), CancellationToken.None,
        TaskCreationOptions.LongRunning, TaskScheduler.Default);
    var client = new Client(toServer.Writer.AsStream(), fromServer.Reader.AsStream());
    client.Initialize();
    client.Open(Uri, text);
    client.WaitForDiagnostics(1);

    var random = new Random(1);
    var version = 1;
    var typist = new Typist(client, Uri, text, random);
    for (var i = 0; i < 200; i++)
    {
        typist.Type(++version);
    }

    var times = new List<double>();
    for (var i = 0; i < Edits; i++)
    {
        var started = Stopwatch.GetTimestamp();
        typist.Type(++version);
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    times.Sort();
    Console.WriteLine(FormattableString.Invariant($"keystroke to diagnostics, {Edits} random edits: median {times[Edits / 2]:0.0} ms, 95th percentile {times[Edits * 95 / 100]:0.0} ms, largest {times[^1]:0.0} ms"));

    var before = Memory();
    for (var i = 0; i < ManyEdits; i++)
    {
        typist.Type(++version);
    }

    var after = Memory();
    Console.WriteLine(FormattableString.Invariant($"live memory: {before:0.0} MB before, {after:0.0} MB after {ManyEdits} more edits"));
    client.Exit();
    server.Wait();
}

static void Start(string tool)
{
    var times = new List<double>();
    for (var i = 0; i < Starts; i++)
    {
        var started = Stopwatch.GetTimestamp();
        using var process =
            Process.Start(new ProcessStartInfo("dotnet", [tool, "lsp"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var client = new Client(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        client.Initialize();
        client.Open(Uri, "SOLVER:\n  BASE_LR: 90.0\n  IMS_PER_BATCH: 16\n  MAX_ITER: 90000\nMODEL:\n  META_ARCHITECTURE: RetinaNet\n");
        client.WaitForDiagnostics(1);
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        client.Exit();
        process.WaitForExit();
    }

    times.Sort();
    Console.WriteLine(FormattableString.Invariant($"process start to first diagnostics, {Starts} starts: fastest {times[0]:0} ms, median {times[Starts / 2]:0} ms, slowest {times[^1]:0} ms"));
}

static double Memory()
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
    return GC.GetTotalMemory(forceFullCollection: true) / 1e6;
}

// A training config with everything in it that makes work: a long list of data sets, an augmentation pipeline, comments.
static string LongConfig()
{
    var text = new StringBuilder("model_name_or_path: gpt2\nlearning_rate: 2.0e-5\nper_device_train_batch_size: 8\ngradient_accumulation_steps: 4\nnum_train_epochs: 3\nlr_scheduler_type: cosine\nwarmup_ratio: 0.1\nlogging_steps: 10\ndatasets:\n");
    for (var i = 0; text.ToString().AsSpan().Count('\n') < 1_000; i++)
    {
        text.Append(FormattableString.Invariant($"  - name: corpus_{i}  # part {i}\n    path: /data/corpus_{i}.jsonl\n    weight: 0.{i % 9 + 1}\n    filters: [length, language, \"quality {i}\"]\n    options:\n      shuffle: true\n      batch_size: {i}\n"));
    }

    return text.ToString();
}

/// <summary>Types a letter somewhere, waits for the diagnostics, and takes it back the next time, so that the text stays what it is.</summary>
internal sealed class Typist(Client client, string uri, string text, Random random)
{
    private readonly string[] _lines = text.Split('\n');
    private (int Line, int Character)? _typed;

    public void Type(int version)
    {
        if (_typed is { } at)
        {
            client.Change(uri, version, at.Line, at.Character, at.Character + 1, "");
            _typed = null;
        }
        else
        {
            var line = random.Next(_lines.Length);
            at = (line, random.Next(_lines[line].Length + 1));
            client.Change(uri, version, at.Line, at.Character, at.Character, "abcxyz019:-. [{\"#"[random.Next(17)].ToString());
            _typed = at;
        }

        client.WaitForDiagnostics(version);
    }
}

/// <summary>Nothing configured, nothing on disk.</summary>
internal sealed class NoProject : IProjectFiles
{
    public LintOptions OptionsFor(string fullPath) => LintOptions.Default;

    public void ForgetOptions()
    {
    }

    public AcceptedFindings? BaselineAt(string fullPath) => null;

    public IReadOnlyList<string> ConfigsBelow(string directory) => [];
}
