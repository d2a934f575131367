using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Diagnosing.Logs;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>A log together with the recipe of its run.</summary>
/// <param name="Log">What was logged.</param>
/// <param name="Recipe">What was configured; null when the call names no config.</param>
internal sealed record LoggedRun(RunLog Log, Recipe? Recipe)
{
    /// <summary>The learning rates, the main one first.</summary>
    public IReadOnlyList<LogSeries> Rates { get; } = Of(Log, SeriesKind.Rate);

    /// <summary>The loss of training; null when it was not logged.</summary>
    public LogSeries? Loss { get; } = Of(Log, SeriesKind.Loss).FirstOrDefault();

    /// <summary>The loss on held-out data; null when it was not logged.</summary>
    public LogSeries? HeldOutLoss { get; } = Of(Log, SeriesKind.HeldOutLoss).FirstOrDefault();

    /// <summary>The norm of the gradient; null when it was not logged.</summary>
    public LogSeries? GradientNorm { get; } = Of(Log, SeriesKind.GradientNorm).FirstOrDefault();

    /// <summary>What the config makes of the rate, where it can be known.</summary>
    public ExpectedRate Expected { get; } = ExpectedRate.Of(Log, Recipe);

    /// <summary>True for reinforcement learning, where a loss rises with what is learned.</summary>
    public bool IsReinforcement { get; } = Recipe?.Regime is Regime.OnPolicyReinforcement or Regime.OffPolicyReinforcement
        or Regime.LanguageModelReinforcement or Regime.LanguageModelReinforcementAdapter || Of(Log, SeriesKind.Reward).Count > 0;

    /// <summary>
    /// True where answers are preferred or rewarded: gradients are as long as the reward's scale makes them, and always clipped.
    /// </summary>
    public bool FollowsRewards => IsReinforcement || Recipe?.Regime is Regime.Preference or Regime.PreferenceAdapter
        || Log.Series.Any(series => series.Name.Contains("reward", StringComparison.OrdinalIgnoreCase));

    /// <summary>True when training begins with weights that are good already.</summary>
    public bool BeginsTrained { get; } = Recipe?.Regime is Regime.FineTuning or Regime.Adapter or Regime.Preference
        or Regime.PreferenceAdapter;

    /// <summary>True when the log says that the run came to its end.</summary>
    public bool IsFinished => Log.PlannedSteps is { } planned && Log.Range.Last >= 0.95 * planned;

    /// <summary>A step for people.</summary>
    public string At(LogPoint point) => (Log.Unit switch
    {
        LogUnit.Epochs => "epoch ",
        LogUnit.Entries => "entry ",
        _ => "step ",
    }) + Text.Of(point.Step);

    /// <summary>The first of these settings that stands in a file; null when none does.</summary>
    public Setting? Written(params SettingKey[] keys) =>
        Recipe is null ? null : keys.Select(Recipe.Get).FirstOrDefault(setting => setting.Place is not null);

    private static List<LogSeries> Of(RunLog log, SeriesKind kind) =>
        [.. log.Series.Where(series => series.Meaning.Kind == kind)
            .OrderBy(series => series.Meaning.Detail).ThenByDescending(series => series.Points.Count)
            .ThenBy(series => series.Name, StringComparer.Ordinal)];
}
