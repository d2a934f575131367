using System.Collections.Generic;
using TrainingLint.Probe.Agreement;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Forecasts;
using TrainingLint.Probe.Generalization;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Remedies;
using TrainingLint.Probe.Stability;
using TrainingLint.Probe.Surfaces;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe;

/// <summary>Everything that one experiment found. Immutable.</summary>
public sealed record ProbeResult
{
    /// <summary>The training run.</summary>
    public required RunReport Run { get; init; }

    /// <summary>How sharp the end point is; null when the run left no point to measure.</summary>
    public CurvatureReport? Curvature { get; init; }

    /// <summary>The same as <see cref="Curvature"/>, under the name that tests like to read; throws when there is none.</summary>
    public CurvatureReport Sharpness => Curvature ?? throw new System.InvalidOperationException("the run ended " + Run.Verdict + ", so there is no point whose sharpness could be measured");

    /// <summary>The recipe against its stability limit.</summary>
    public required StabilityReport Stability { get; init; }

    /// <summary>The recipe at other rates; null when there was no time for whole runs, or it was not asked.</summary>
    public RateSweepReport? Sweep { get; init; }

    /// <summary>Settings far outside of what recipes have, each tried with its usual value; empty where there are none, or no time.</summary>
    public IReadOnlyList<SettingTrial> SettingTrials { get; init; } = [];

    /// <summary>Is the recipe sound, and what should be changed?</summary>
    public Soundness Soundness { get; init; } = new(SoundnessVerdict.CouldNotTell, "nothing was judged", "run the probe");

    /// <summary>Whether training can leave the place where it ended; null when that was not asked or there is no such place.</summary>
    public EscapeReport? Escape { get; init; }

    /// <summary>How the end of the run stands among all minima; null when that was not asked or the run left no point.</summary>
    public GlobalPicture? Global { get; init; }

    /// <summary>Pictures of the loss around the end; null unless asked for.</summary>
    public SurfaceReport? Surfaces { get; init; }

    /// <summary>True when time was up, or somebody stopped the probe, before everything was done.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>Whether runs with other seeds end in the same place; null when that was not asked.</summary>
    public AgreementReport? Agreement { get; init; }

    /// <summary>What held-out samples, averaging and another batch size say; null when that was not asked.</summary>
    public GeneralizationReport? Generalization { get; init; }

    /// <summary>What the run says about longer, larger and other runs; null when that was not asked.</summary>
    public ForecastReport? Forecast { get; init; }

    /// <summary>What a reviewer should know; empty for a sound run.</summary>
    public required IReadOnlyList<string> Risks { get; init; }
}
