using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;
using TrainingLint.Core.Schedules;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;

namespace TrainingLint.LanguageServer.Features;

/// <summary>What a setting is, what it comes to, where from, what is usual for it, and why that matters.</summary>
internal static class HoverFeature
{
    private const int CurveWidth = 40;

    private static readonly SettingKey[] ShapesTheRate =
    [
        Facts.LearningRate, Facts.FinalLearningRate, Facts.EffectiveLearningRate, Facts.Schedule, Facts.Milestones, Facts.DecayFactor,
        Facts.ScheduleLength,
        Facts.WarmupSteps, Facts.WarmupEpochs, Facts.WarmupRatio, Facts.WarmupTokens, Facts.Epochs, Facts.MaxSteps,
    ];

    // Which rule explains the meaning of a setting best, where no finding does.
    private static readonly (SettingKey Key, string Rule)[] Explaining =
    [
        (Facts.LearningRate, "TL0102"), (Facts.FinalLearningRate, "TL0109"), (Facts.Momentum, "TL0201"), (Facts.Beta1, "TL0203"), (Facts.Beta2, "TL0203"),
        (Facts.Epsilon, "TL0204"), (Facts.WeightDecay, "TL0205"), (Facts.Schedule, "TL0107"), (Facts.Milestones, "TL0108"), (Facts.WarmupSteps, "TL0105"),
        (Facts.WarmupEpochs, "TL0105"), (Facts.WarmupRatio, "TL0105"), (Facts.WarmupTokens, "TL0105"), (Facts.BatchSize, "TL0403"), (Facts.EffectiveBatchSize, "TL0403"),
        (Facts.Epochs, "TL0404"), (Facts.MaxSteps, "TL0404"), (Facts.GradientClipNorm, "TL0502"), (Facts.Dropout, "TL0601"), (Facts.LabelSmoothing, "TL0605"),
        (Facts.Seed, "TL0301"), (Facts.EarlyStoppingPatience, "TL0804"), (Facts.EmaDecay, "TL0603"), (Facts.SwaStart, "TL0603"), (Facts.LoraAlpha, "TL1101"),
        (Facts.LoraRank, "TL1101"), (Facts.Discount, "TL1001"), (Facts.GaeLambda, "TL1001"), (Facts.BufferSize, "TL1002"), (Facts.TimeHorizon, "TL1004"),
    ];

    /// <summary>The text for a position; null where nothing is known.</summary>
    public static HoverResult? At(LintedDocument document, IReadOnlyList<KnownKey> keys, Position position)
    {
        if (!document.File.IsTraining || WrittenEntry.At(document, position) is not { } entry)
        {
            return null;
        }

        var text = new StringBuilder();
        var settings = document.File.Recipes
            .SelectMany(recipe => recipe.Settings.Select(pair => (Recipe: recipe, pair.Key, Setting: pair.Value)))
            .Where(item => item.Setting.Place is { } place && item.Setting.Origin != Origin.Derived && entry.Covers(place))
            .ToArray();
        foreach (var shared in settings.GroupBy(item => item.Key))
        {
            WriteSetting(text, document, [.. shared.Select(item => (item.Recipe, item.Setting))], shared.Key);
        }

        var known = keys.FirstOrDefault(key => key.IsAt(entry.Path));
        if (settings.Length == 0 && known is not null)
        {
            text.Append("**").Append(entry.Path).Append("**").Append(known.Setting is { } fact ? ": " + fact.Description : "").Append("\n\n");
        }

        WriteKnown(text, known);
        WriteRules(text, document, entry, settings.Length > 0 ? settings[0].Key : known?.Setting);
        return text.Length == 0
            ? null
            : new HoverResult(MarkupContent.Markdown(text.ToString().TrimEnd()), entry.RangeOfKey(document.Lines));
    }

    /// <summary>A value for people.</summary>
    public static string Show(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        IReadOnlyList<double> numbers => "[" + string.Join(", ", numbers.Select(number => Show(number))) + "]",
        double number when number == 0 || Math.Abs(number) is >= 1e-3 and < 1e7 => number.ToString("0.############", CultureInfo.InvariantCulture),
        double number => number.ToString("0.####e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static void WriteSetting(StringBuilder text, LintedDocument document, (Recipe Recipe, Setting Setting)[] uses, SettingKey key)
    {
        var (recipe, setting) = uses[0];
        text.Append("**").Append(key.Name).Append("**: ").Append(key.Description).Append("\n\n");
        text.Append(setting.HasValue ? "`" + Show(setting.BoxedValue) + "`" : "known only at run time: `" + setting.Text + "`").Append(From(document, setting));
        text.Append(uses.Length > 1 ? FormattableString.Invariant($", shared by {uses.Length} recipes") : "").Append("\n\n");
        foreach (var meaning in recipe.MeaningsOf(key))
        {
            text.Append("Here: ").Append(meaning.Description).Append(".\n\n");
        }

        if (RangeOf(recipe, key) is { } range)
        {
            text.Append(range).Append("\n\n");
        }

        if (ShapesTheRate.Contains(key))
        {
            WriteCurve(text, recipe);
        }

        foreach (var fact in DerivedFacts.Of(recipe).Where(fact => IsAbout(fact, key)))
        {
            text.Append(fact.Name).Append(": ").Append(fact.Value).Append(" (").Append(fact.Derivation).Append(")\n\n");
        }
    }

    /// <summary>True when a derived fact belongs beside a setting.</summary>
    public static bool IsAbout(DerivedFact fact, SettingKey key) => fact.Name switch
    {
        "effective batch" or "samples per step and device" => key == Facts.BatchSize || key == Facts.GradientAccumulation,
        "warmup share" => key == Facts.WarmupSteps || key == Facts.WarmupEpochs || key == Facts.WarmupTokens,
        "final rate" or "shape" => key == Facts.Schedule,
        _ => false,
    };

    private static string From(LintedDocument document, Setting setting) => setting.Place is { } place && place.File != document.Source.Path
        ? FormattableString.Invariant($", inherited from {Path.GetFileName(place.File)} line {place.Line}")
        : setting.Origin == Origin.Inherited ? ", inherited" : "";

    private static string? RangeOf(Recipe recipe, SettingKey key)
    {
        var optimizer = recipe.Get(Facts.Optimizer).Or("");
        var family = OptimizerFamilies.Of(optimizer);
        var name = optimizer.Length > 0 ? optimizer : "an optimizer that is not named here";
        if (key == Facts.LearningRate && recipe.RateRange() is { } rates)
        {
            var batch = recipe.EffectiveBatch();
            return FormattableString.Invariant(
                $"Usual for {name}{RegimeOf(recipe)}{(batch is { } samples ? FormattableString.Invariant($", batch {samples}") : "")}: {Show(rates.WarnBelow)} to {Show(rates.Above(batch).Warn)} ({rates.Source}).");
        }

        return key == Facts.WeightDecay && WeightDecayRanges.Find(family, recipe.Regime) is { } decay
            ? FormattableString.Invariant($"Usual for {name}: 0 to {Show(decay.WarnAbove)} ({decay.Source}).")
            : null;
    }

    private static string RegimeOf(Recipe recipe) => recipe.Regime == Regime.Unknown
        ? ""
        : ", " + string.Concat(recipe.Regime.ToString().Select((letter, i) => char.IsUpper(letter)
            ? (i > 0 ? " " : "") + char.ToLowerInvariant(letter)
            : letter.ToString()));

    private static void WriteCurve(StringBuilder text, Recipe recipe)
    {
        if (Sparkline.Of(recipe, CurveWidth) is { } curve)
        {
            var schedule = RecipeSchedule.Of(recipe);
            text.Append("```text\n").Append(curve).Append("\n```\n");
            text.Append(schedule is null ? "Rate over the run.\n\n" : FormattableString.Invariant($"Rate over {schedule.Steps} steps: peak {Show(schedule.Peak)}, at the end {Show(schedule.Final)}.\n\n"));
        }
    }

    /// <summary>The types that a framework declares for a key, for people; null where it declares none.</summary>
    public static string? TypesOf(KnownKey key) =>
        key.Types.Any(type => type is not ("null" or "any" or "section" or "gone" or "older"))
            ? string.Join(" or ", key.Types.Where(type => type is not ("null" or "any" or "section" or "gone" or "older"))) : null;

    private static void WriteKnown(StringBuilder text, KnownKey? known)
    {
        if (known is { Outdated: { } outdated })
        {
            text.Append("The key ").Append(outdated).Append(".\n\n");
        }

        if (known is not null && TypesOf(known) is { } types)
        {
            text.Append("Type: ").Append(types).Append("\n\n");
        }

        if (known?.Default is { } standard)
        {
            text.Append("Framework default: `").Append(Show(standard)).Append("`\n\n");
        }

        if (known?.Values is { Count: > 0 } values)
        {
            text.Append("Values: ").AppendJoin(", ", values.Select(value => "`" + value + "`")).Append("\n\n");
        }

        if (known?.Note is { } note)
        {
            text.Append(note).Append("\n\n");
        }
    }

    private static void WriteRules(StringBuilder text, LintedDocument document, WrittenEntry entry, SettingKey? key)
    {
        var found = document.Open.Where(finding => entry.Covers(finding.Place)).Select(finding => finding.Rule).Distinct().ToArray();
        var explained = found.Length > 0 ? found
            : key is not null && Explaining.FirstOrDefault(row => row.Key == key).Rule is { } id && RuleBook.Find(id) is { } rule
            ? [rule.Info]
            : [];
        foreach (var info in explained)
        {
            text.Append("---\n\n[").Append(info.Id).Append(' ').Append(info.Name).Append("](").Append(info.HelpUri).Append("): ").Append(info.Why);
            text.Append(found.Length > 0 ? " " + info.Instead : "").Append("\n\n");
        }
    }
}
