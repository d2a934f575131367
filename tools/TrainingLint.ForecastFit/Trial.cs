using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using TrainingLint.Probe;
using TrainingLint.Probe.Forecasts;

namespace TrainingLint.ForecastFit;

/// <summary>One recipe, small and large.</summary>
/// <param name="Number">Which recipe.</param>
/// <param name="Rule">Its optimizer.</param>
/// <param name="Signs">What the small run shows.</param>
/// <param name="HasFailed">Whether the large one failed.</param>
internal sealed record Trial(int Number, string Rule, FailureSigns Signs, bool HasFailed)
{
    private const char Separator = '\t';

    /// <summary>Runs one, and gives its row; null where the small run says too little.</summary>
    public static string? Run(int number, bool isFullSize)
    {
        var recipe = new RandomRecipe(number, isFullSize);
        var options = new ProbeOptions
        {
            Problem = recipe.Network(1),
            Optimizer = recipe.Optimizer,
            Schedule = recipe.Schedule,
            BatchSize = recipe.BatchSize,
            Steps = recipe.Steps,
            Seed = number,
            Questions = ProbeQuestions.Forecast,
            Budget = ProbeOptions.NoBudget,
            SpectrumProducts = 12,
            StabilityPoints = 6,
            SweepSeeds = 1,
        };
        // The further runs of the forecast are not needed: the run itself and the sweep say it all.
        var result = new Experiment(options, ProbeOptions.NoBudget, CancellationToken.None).Run();
        if (FailureSigns.Of(result, options) is not { } signs)
        {
            return null;
        }

        var large = LargeRun.Of(recipe);
        return string.Join(Separator, [number.ToString(CultureInfo.InvariantCulture), recipe.Optimizer.Kind.ToString(),
            .. signs.Values.Select(value => value.ToString("G6", CultureInfo.InvariantCulture)),
            large.Kept.ToString("G6", CultureInfo.InvariantCulture), large.HasFailed ? "1" : "0"]);
    }

    /// <summary>The rows of a file, packed or not.</summary>
    public static IReadOnlyList<Trial> Read(string path)
    {
        using var file = File.OpenRead(path);
        var isPacked = path.EndsWith(".gz", StringComparison.Ordinal);
        using var reader = new StreamReader(isPacked ? new GZipStream(file, CompressionMode.Decompress) : file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Parse(line.Split(Separator)))];
    }

    private static Trial Parse(string[] cells) => new(int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1],
        FailureSigns.From([.. cells[2..^2].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]), cells[^1] == "1");
}
