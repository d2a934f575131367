using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Verdicts;

/// <summary>How the loss went.</summary>
/// <param name="Initial">Before the first update, over all samples.</param>
/// <param name="Final">After the last one, over all samples.</param>
/// <param name="Batches">Loss of each batch.</param>
/// <param name="HasDiverged">Whether it left all bounds.</param>
internal sealed record LossCourse(double Initial, double Final, IReadOnlyList<double> Batches, bool HasDiverged)
{
    /// <summary>A batch whose loss exceeds the initial one by this share of it has been thrown back.</summary>
    private const double SpikeShare = 0.5;

    /// <summary>A run that ends above its own lowest stretch by this share of its descent has lost what it had.</summary>
    private const double LostShare = 0.25;

    /// <summary>Stretches over which batches are averaged, so that their noise is no setback.</summary>
    private const int Stretches = 20;

    /// <summary>Standard errors by which two stretches must differ.</summary>
    private const double ClearlyApart = 4;

    /// <summary>A rise by this share of the way back to an untrained model is harm.</summary>
    private const double HarmShare = 0.05;

    /// <summary>Loss of an untrained model, where the run began with trained weights; null otherwise.</summary>
    public double? Untrained { get; init; }

    /// <summary>The loss of an untrained model, when the run has gone a good part of the way back there; null otherwise.</summary>
    public double? KnownBefore => Untrained is { } untrained && !HasDiverged && Final > Initial
        + (HarmShare * Math.Abs(untrained - Initial)) ? untrained : null;

    private readonly (double Mean, double Error)[] _stretches = Averages(Batches);

    /// <summary>How far the loss fell over the run.</summary>
    public double Descent => Initial - Final;

    /// <summary>The update whose batch lay highest above the initial loss, if clearly; null when none did.</summary>
    public int? SpikeStep
    {
        get
        {
            var highest = Highest();
            return highest >= 0 && Batches[highest] > Initial + (SpikeShare * Math.Abs(Initial)) ? highest : null;
        }
    }

    /// <summary>True when the run ended clearly above what it had reached before.</summary>
    public bool LostWhatItHad => Setback is not null;

    /// <summary>The lowest stretch and the loss at the end, when that lies clearly higher; null otherwise.</summary>
    public (double Reached, double End)? Setback
    {
        get
        {
            if (_stretches.Length < Stretches || HasDiverged)
            {
                return null;
            }

            var lowest = _stretches.MinBy(stretch => stretch.Mean);
            var rise = _stretches[^1].Mean - lowest.Mean;
            var noise = ClearlyApart * Math.Sqrt((lowest.Error * lowest.Error) + (_stretches[^1].Error * _stretches[^1].Error));
            return rise > noise && rise > LostShare * Math.Max(Initial - lowest.Mean, 0) && Final > lowest.Mean + noise
                ? (lowest.Mean, Final) : null;
        }
    }

    /// <summary>True when the run lost what it had, for a moment or for good.</summary>
    public bool TookHarm => HasDiverged || !(Final <= Initial + Immaterial(Initial)) || SpikeStep is not null || LostWhatItHad;

    /// <summary>True when a moment's harm has left no trace: the run ended far below its start, and nowhere near its heights.</summary>
    public bool HasRecovered => !HasDiverged && !LostWhatItHad && Final < RecoveredShare * Initial && Initial > 0;

    /// <summary>True when less than half of the starting loss is left.</summary>
    public bool HasLearned => !HasDiverged && Final < LearnedShare * Initial && Initial > 0;

    /// <summary>A run that ends below this share of its starting loss has learned most of what there is.</summary>
    public const double LearnedShare = 0.5;

    /// <summary>A run that ends below this share of its starting loss has come through.</summary>
    private const double RecoveredShare = 0.1;

    private static double Immaterial(double loss) => 1e-3 * Math.Abs(loss);

    private int Highest()
    {
        var highest = -1;
        for (var i = 0; i < Batches.Count; i++)
        {
            highest = highest < 0 || Batches[i] > Batches[highest] ? i : highest;
        }

        return highest;
    }

    private static (double Mean, double Error)[] Averages(IReadOnlyList<double> batches)
    {
        var length = batches.Count / Stretches;
        if (length < 1)
        {
            return [];
        }

        // Counted from the end, so that the last stretch is whole.
        var averages = new (double Mean, double Error)[Stretches];
        for (var i = 0; i < Stretches; i++)
        {
            var part = batches.Skip(batches.Count - ((Stretches - i) * length)).Take(length).ToArray();
            var mean = part.Average();
            var variance = length > 1 ? part.Sum(loss => (loss - mean) * (loss - mean)) / (length - 1) : 0;
            averages[i] = (mean, Math.Sqrt(variance / length));
        }

        return averages;
    }
}
