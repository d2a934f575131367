using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TrainingLint.Mutants;

// Arguments: how many mutants, and folders with configs to damage; without a folder, the examples of the rules are damaged.
// A single mutant is shown. Environment: FIRST, the first seed (0); WORKERS, how many threads (1). Exit code: 1 if a promise is broken or one text takes too long.
const int MostShown = 20;
var slow = TimeSpan.FromSeconds(60);

var count = args.Length > 0 && int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 10_000;
var first = Number("FIRST", 0);
Frame[] frames = args.Length > 1 ? [.. args.Skip(1).SelectMany(Frame.Below)] : [.. Frame.BuiltIn];
if (frames.Length == 0)
{
    Console.Error.WriteLine("There is no config below the folders.");
    return 2;
}

var (broken, tooSlow, fixes, done) = (0, 0, 0L, 0);
var clock = Stopwatch.StartNew();
Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Number("WORKERS", 1) }, i =>
{
    var source = Mutation.Of(frames, first + i);
    if (count == 1)
    {
        Console.WriteLine(source.Text);
    }

    var started = Stopwatch.GetTimestamp();
    var (problems, tried) = Promises.Broken(source);
    Interlocked.Add(ref fixes, tried);
    foreach (var problem in problems.Where(_ => Interlocked.Increment(ref broken) <= MostShown))
    {
        Console.WriteLine(FormattableString.Invariant($"seed {first + i} ({source.Path}): {problem}"));
    }

    if (Stopwatch.GetElapsedTime(started) > slow && Interlocked.Increment(ref tooSlow) <= MostShown)
    {
        Console.WriteLine(
            FormattableString.Invariant($"seed {first + i} ({source.Path}, {source.Text.Length} letters): {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s"));
    }

    if (Interlocked.Increment(ref done) % 10_000 == 0)
    {
        Console.WriteLine(FormattableString.Invariant($"{done} mutants, {fixes} fixes, {clock.Elapsed.TotalSeconds:F0} s, peak {Peak()} MiB"));
    }
});
var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20;
Console.WriteLine(FormattableString.Invariant($"{count} mutants of {frames.Length} configs from seed {first}: {broken} broken promises, "));
Console.WriteLine(FormattableString.Invariant($"{tooSlow} slower than {slow.TotalSeconds} s, {fixes} fixes proven, "));
Console.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds:F0} s, peak of the process {Peak()} MiB, limit of the heap {limit} MiB"));
return broken + tooSlow == 0 ? 0 : 1;

static long Peak() => Process.GetCurrentProcess().PeakWorkingSet64 >> 20;

static int Number(string name, int otherwise) =>
    int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : otherwise;
