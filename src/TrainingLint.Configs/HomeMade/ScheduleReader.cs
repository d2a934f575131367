using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// Reads the arguments of a schedule as its library means them. A length without a unit gets one only where every reading of it
/// leads to the same judgement: as steps it lies even earlier in a run of epochs, as epochs even later in a run of steps.
/// </summary>
internal sealed class ScheduleReader(RecipeScope scope, IReadOnlyList<Leaf> leaves)
{
    private readonly record struct Found(Leaf Leaf, LengthUnit Unit);

    /// <summary>Puts milestones, lengths, factors and floors into a recipe whose name of a schedule and length are known already.</summary>
    public void Fill(RecipeBuilder draft, Leaf? main, Func<Leaf?, Func<Leaf, bool>, Leaf?> nearest)
    {
        var kind = ScheduleNames.KindOf(draft.Get(Facts.Schedule).Or(""));
        var milestones = IsCosineByFlag(main) ? null
            : Find(main, nearest, ScheduleWords.Milestones, ScheduleWords.SectionMilestones, leaf => IsNumberList(leaf));
        var length = milestones is not null ? null
            : Find(main, nearest, ScheduleWords.Periods, ScheduleWords.SectionPeriods,
                leaf => leaf.Entry.Value is ScalarNode && kind is ScheduleKind.Step or ScheduleKind.Unknown && NamesStep(leaf))
            ?? Find(main, nearest, ScheduleWords.Lengths, ScheduleWords.SectionLengths, leaf => leaf.Entry.Value is ScalarNode);
        if (milestones is { } drops)
        {
            draft.Set(Facts.Milestones, Values.Numbers(scope, scope.Follow(drops.Leaf.Entry.Value, drops.Leaf.Path), drops.Leaf.Path));
            draft.ScheduleUnit = UnitOf(draft, drops, draft.Get(Facts.Milestones).Or([]).DefaultIfEmpty(0).Max());
        }
        else if (length is { } whole && whole.Leaf.NumberIn(scope) is { HasValue: true } setting && setting.Or(0) > 0)
        {
            draft.Set(Facts.ScheduleLength, setting);
            draft.ScheduleUnit = UnitOf(draft, whole, setting.Or(0), FewBatches);
        }

        FillNumber(draft, Facts.DecayFactor, nearest(main, leaf => IsIn(leaf, ScheduleWords.Factors, ScheduleWords.SectionFactors)));
        MoveWarmup(draft);
        ObserveSwitchedOff(draft);
    }

    // SupContrast and what grew out of it: cosine: True beside lr_decay_epochs, which are then not looked at.
    private bool IsCosineByFlag(Leaf? main) => main is not null && leaves.Any(leaf => leaf.ParentPath == main.ParentPath
        && leaf.Word is "cosine" or "cos" or "use_cosine" or "lr_cosine" && Values.Flag(scope, leaf.Entry.Value, leaf.Path).Is(true));

    private Found? Find(Leaf? main, Func<Leaf?, Func<Leaf, bool>, Leaf?> nearest, IReadOnlyDictionary<string, LengthUnit> anywhere,
        IReadOnlyDictionary<string, LengthUnit> inSection, Func<Leaf, bool> fits)
    {
        var leaf = nearest(main, leaf => Unit(leaf, anywhere, inSection) is not null && fits(leaf) && !IsOfSomethingElse(leaf)
            && !IsOfPhase(leaf));
        return leaf is null ? null : new Found(leaf, Unit(leaf, anywhere, inSection)!.Value);
    }

    private static LengthUnit? Unit(Leaf leaf, IReadOnlyDictionary<string, LengthUnit> anywhere,
        IReadOnlyDictionary<string, LengthUnit> inSection)
    {
        if (anywhere.TryGetValue(leaf.Word, out var unit)
            || ((IsInSchedule(leaf) || IsOfSolver(leaf)) && inSection.TryGetValue(leaf.Word, out unit)))
        {
            return unit;
        }

        var prefix = ScheduleWords.Prefixes.FirstOrDefault(start => leaf.Word.StartsWith(start, StringComparison.Ordinal));
        return prefix is not null
            && (anywhere.TryGetValue(leaf.Word.Substring(prefix.Length), out unit)
                || inSection.TryGetValue(leaf.Word.Substring(prefix.Length), out unit)) ? unit : null;
    }

    // SOLVER.STEPS of detectron2 and all that copied its words.
    private static bool IsOfSolver(Leaf leaf) => leaf.Word == "steps" && leaf.ParentWord == "solver" && leaf.Entry.Value is SequenceNode;

    private static bool IsIn(Leaf leaf, IReadOnlyCollection<string> anywhere, IReadOnlyCollection<string> inSection) =>
        leaf.Entry.Value is ScalarNode && !IsOfSomethingElse(leaf)
            && (anywhere.Contains(leaf.Word) || (IsInSchedule(leaf) && inSection.Contains(leaf.Word)));

    private static IEnumerable<string> Ancestors(Leaf leaf) => leaf.Segments.Take(leaf.Segments.Count - 1).Select(KeyWords.Normalize);

    private static bool IsInSchedule(Leaf leaf) =>
        Ancestors(leaf).Any(word => word.Contains("sched") || word.StartsWith("lr_", StringComparison.Ordinal) || word is "lr" or "learning_rate" or "param_scheduler");

    // Schedules of noise, of a penalty, of a teacher, and the warmup's own part of a chain.
    private static bool IsOfSomethingElse(Leaf leaf) => Ancestors(leaf).Any(word =>
        word.Contains("noise") || word.Contains("warm") || word.Contains("ema") || word.Contains("loss") || word.Contains("diffusion") || word.Contains("kl") || word.Contains("teacher")
        || word.Contains("beta") || word.Contains("sampl") || word.Contains("mask") || word.Contains("momentum") || word.Contains("wd_")
            || word.Contains("weight_decay") || word.Contains("temp"));

    // Of a list of phases, each has the length of its own part.
    private bool IsOfPhase(Leaf leaf)
    {
        var index = leaf.Segments.ToList().FindLastIndex(segment => segment.All(char.IsDigit));
        return index > 0 && KeyWords.Normalize(leaf.Segments[index - 1]).Contains("sched") && leaves.Any(other =>
            other.Segments.Count > index && other.Segments[index] != leaf.Segments[index] && other.Segments[index].All(char.IsDigit)
            && other.Segments.Take(index).SequenceEqual(leaf.Segments.Take(index)));
    }

    // mmcv's "step" of a policy "step" is a period, of another policy it is none.
    private bool NamesStep(Leaf leaf) => leaf.Word != "step" || leaves.Any(sibling => sibling.ParentPath == leaf.ParentPath
        && sibling.Entry.Value is ScalarNode name && ScheduleNames.KindOf(name.Text) == ScheduleKind.Step);

    private bool IsNumberList(Leaf leaf) => leaf.Entry.Value is SequenceNode list && list.Items.Count > 0
        && list.Items.All(item => item is ScalarNode scalar && scalar.Read(scope.Loader.Schema).IsNumber);

    // An epoch of three steps is none that people plan schedules for, so a number of that size counts epochs.
    private const double FewBatches = 3;

    /// <summary>The unit that is written, or the one in which every reading of the length says the same.</summary>
    private LengthUnit UnitOf(RecipeBuilder draft, Found found, double amount, double most = 1)
    {
        if (Declared(found.Leaf) is { } declared)
        {
            return declared;
        }

        if (found.Unit != LengthUnit.Unknown)
        {
            return found.Unit;
        }

        if (FileDirectives.Of(scope.View.File).Unit is { } told)
        {
            return told;
        }

        var steps = draft.Get(Facts.MaxSteps).TryGet(out var run) && run > 0 ? run : (double?)null;
        var epochs = draft.Get(Facts.Epochs).TryGet(out var passes) && passes > 0 ? passes : (double?)null;
        return steps is { } last && epochs is null && amount > last ? LengthUnit.Steps
            : epochs is { } whole && steps is null && amount <= most * whole ? LengthUnit.Epochs
            : LengthUnit.Unknown;
    }

    // Lightning's interval, MMEngine's by_epoch, timm's t_in_epochs.
    private LengthUnit? Declared(Leaf leaf)
    {
        foreach (var other in leaves.Where(other => IsNear(other, leaf) && other.Entry.Value is ScalarNode))
        {
            var text = ((ScalarNode)other.Entry.Value).Text;
            switch (other.Word)
            {
                case "interval" or "step_on" or "scheduler_interval" or "lr_interval" or "update_on" when text is "epoch" or "step":
                    return text == "epoch" ? LengthUnit.Epochs : LengthUnit.Steps;
                case "by_epoch" or "t_in_epochs" when Values.Flag(scope, other.Entry.Value, other.Path).TryGet(out var isEpochs):
                    return isEpochs ? LengthUnit.Epochs : LengthUnit.Steps;
            }
        }

        return null;
    }

    // Beside it, or beside the mapping that holds it (scheduler: {_target_: ..., args}, interval: epoch).
    private static bool IsNear(Leaf other, Leaf leaf) =>
        other.ParentPath == leaf.ParentPath
        || (leaf.ParentPath.StartsWith(other.ParentPath + ".", StringComparison.Ordinal) && other.ParentPath.Length > 0
            && IsInSchedule(other) && leaf.ParentPath.Count(c => c == '.') - other.ParentPath.Count(c => c == '.') <= 2);

    private void FillNumber(RecipeBuilder draft, SettingKey<double> key, Leaf? leaf)
    {
        if (leaf?.NumberIn(scope) is { HasValue: true } number && !double.IsNaN(number.Or(double.NaN)))
        {
            draft.Set(key, number);
        }
    }

    // Under 'interval: epoch', a scheduler that counts its steps counts epochs.
    private void MoveWarmup(RecipeBuilder draft)
    {
        if (draft.Get(Facts.WarmupSteps) is { IsWritten: true, Key: { } key } warmup
            && leaves.FirstOrDefault(leaf => leaf.Path == key) is { } leaf
            && IsInSchedule(leaf) && Declared(leaf) == LengthUnit.Epochs && !draft.Get(Facts.WarmupEpochs).IsWritten)
        {
            draft.Set(Facts.WarmupEpochs, warmup).Set(Facts.WarmupSteps, Setting<double>.Unknown);
        }
    }

    // scheduler: false beside warmup_epoch: 1.
    private void ObserveSwitchedOff(RecipeBuilder draft)
    {
        foreach (var key in new[] { Facts.WarmupSteps, Facts.WarmupEpochs, Facts.WarmupRatio })
        {
            if (draft.Get(key) is not { IsWritten: true, Key: { } path, Place: { } place, Text: { } text } warmup || !(warmup.Or(0) > 0)
                || leaves.FirstOrDefault(leaf => leaf.Path == path) is not { } leaf)
            {
                continue;
            }

            var off = leaves.FirstOrDefault(other => other.ParentPath == leaf.ParentPath && Vocabulary.Schedules.Contains(other.Word)
                && other.Entry.Value is ScalarNode scalar && scalar.Read(scope.Loader.Schema) is { Kind: ScalarKind.Boolean, Number: 0 });
            if (off is not null && scope.OriginOf(leaf.Entry.Key) == Origin.File)
            {
                scope.Observe(new WithoutEffectObservation(place, path, leaf.Entry.Key.Text + ": " + text,
                    "'" + off.Entry.Key.Text + ": " + ((ScalarNode)off.Entry.Value).Text + "' switches the schedule off that would warm up; switch it on, or delete the warmup", Severity.Warning));
            }
        }
    }
}
