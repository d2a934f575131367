using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// The list <c>param_scheduler</c> of mmengine (<c>mmengine/optim/scheduler/param_scheduler.py</c>, <c>runner/runner.py</c>,
/// build_param_scheduler): a ramp at the start, and what comes behind it. Each entry counts epochs unless it says <c>by_epoch=False</c>.
/// </summary>
internal static class OpenMmLabSchedulers
{
    private static readonly string[] Ramps = ["LinearLR", "ConstantLR", "QuadraticWarmupLR", "LinearParamScheduler"];

    public static void Fill(RecipeScope scope, RecipeBuilder draft)
    {
        var paths = Paths(scope).Where(path => scope.Text(path + ".type")?.EndsWith("Momentum", StringComparison.Ordinal) != true).ToList();
        if (paths.Count == 0)
        {
            if (scope.Node("param_scheduler") is null or ScalarNode { Text: "None" })
            {
                draft.SetNone(Facts.Schedule);
            }

            return;
        }

        if (paths.Exists(path => scope.Text(path + ".type") is null))
        {
            return;
        }

        if (paths.Find(path => IsRamp(scope, path, paths.Count)) is { } ramp)
        {
            ReadRamp(scope, draft, ramp);
            paths.Remove(ramp);
        }
        else if (!scope.IsFragment)
        {
            draft.SetDefault(Facts.WarmupSteps, 0);
        }

        if (paths.Count == 1)
        {
            ReadMain(scope, draft, paths[0]);
        }
        else if (paths.Count == 0)
        {
            draft.SetDefault(Facts.Schedule, "constant");
        }
    }

    private static IEnumerable<string> Paths(RecipeScope scope) => scope.Node("param_scheduler") switch
    {
        MappingNode => ["param_scheduler"],
        SequenceNode list => Enumerable.Range(0, list.Items.Count).Select(i => FormattableString.Invariant($"param_scheduler.{i}")),
        _ => [],
    };

    // A ramp has an end of its own, or other schedulers behind it.
    private static bool IsRamp(RecipeScope scope, string path, int count) =>
        Ramps.Contains(scope.Text(path + ".type")) && (scope.Number(path + ".begin") ?? 0) == 0 && (scope.Has(path + ".end") || count > 1)
        && (scope.Number(path + ".end_factor") ?? 1) >= (scope.Number(path + ".start_factor") ?? 0);

    private static bool CountsEpochs(RecipeScope scope, string path) => !scope.IsFalse(path + ".by_epoch");

    private static void ReadRamp(RecipeScope scope, RecipeBuilder draft, string path)
    {
        if (scope.Has(path + ".by_epoch") && !scope.IsFalse(path + ".by_epoch") && !scope.IsTrue(path + ".by_epoch"))
        {
            return;
        }

        var end = scope.Read(path + ".end");
        draft.Set(CountsEpochs(scope, path) ? Facts.WarmupEpochs : Facts.WarmupSteps, end.HasValue ? end
            : Setting<double>.Unresolved("end", scope.Absolute(path), draft.Place));
        var factor = scope.Read(path + (scope.IsAny(path + ".type", "ConstantLR") ? ".factor" : ".start_factor"));
        if (draft.Get(Facts.LearningRate).TryGet(out var rate) && factor.State != SettingState.Unknown)
        {
            var share = factor.Or(1.0 / 3);
            draft.Set(Facts.WarmupStartLearningRate, Setting<double>.Derived(rate * share, "start_factor of the peak rate", factor.HasValue ? factor : null));
        }
    }

    private static void ReadMain(RecipeScope scope, RecipeBuilder draft, string path)
    {
        var type = Values.Text(scope, scope.Node(path + ".type"), scope.Absolute(path + ".type"));
        draft.Set(Facts.Schedule, NameOf(type, scope, path));
        draft.ScheduleUnit = CountsEpochs(scope, path) ? LengthUnit.Epochs : LengthUnit.Steps;
        switch (type.Or(""))
        {
            case "MultiStepLR":
                draft.Set(Facts.Milestones, Values.Numbers(scope, scope.Node(path + ".milestones"), scope.Absolute(path + ".milestones")));
                draft.Set(Facts.DecayFactor, OrDefault(scope, path + ".gamma", 0.1));
                break;
            case "StepLR":
                OpenMmLabPolicies.SetPeriod(scope, draft, path + ".step_size");
                draft.Set(Facts.DecayFactor, OrDefault(scope, path + ".gamma", 0.1));
                break;
            case "ExponentialLR":
                draft.Set(Facts.DecayFactor, scope.Read(path + ".gamma"));
                break;
            case "CosineAnnealingLR" or "PolyLR":
                ReadFall(scope, draft, path);
                break;
            case "OneCycleLR":
                draft.Infer(Facts.ScheduleRampsUp, true, "the scheduler");
                break;
        }
    }

    // Behind its end a cosine keeps its last value (runner.py fills 'end' with the length of the run), so it is no wave.
    private static Setting<string> NameOf(Setting<string> type, RecipeScope scope, string path) =>
        type.Is("CosineAnnealingLR") && type is { Place: { } place, Key: { } key }
            ? Setting<string>.Written("cosine", type.Text!, key, place, scope.OriginOf(scope.Node(path + ".type")!))
            : type;

    private static void ReadFall(RecipeScope scope, RecipeBuilder draft, string path)
    {
        var floor = scope.Read(path + ".eta_min");
        var share = scope.Read(path + ".eta_min_ratio");
        if (share.TryGet(out var ratio) && draft.Get(Facts.LearningRate).TryGet(out var peak))
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak * ratio, "eta_min_ratio of the peak rate", share));
        }
        else
        {
            draft.Set(Facts.FinalLearningRate, floor.State == SettingState.Absent ? Setting<double>.ByDefault(0) : floor);
        }

        draft.Set(Facts.SchedulePower, OrDefault(scope, path + ".power", 1));
        var end = scope.Read(path + ".end");
        if (end.HasValue)
        {
            draft.Set(Facts.ScheduleLength, end);
        }
        else if (scope.Read(path + ".T_max") is { HasValue: true } length)
        {
            ReadPeriod(scope, draft, path, length);
        }
    }

    // T_max counts from 'begin' (param_scheduler.py, CosineAnnealingParamScheduler), and without 'end' the run cuts off what is left of it.
    private static void ReadPeriod(RecipeScope scope, RecipeBuilder draft, string path, Setting<double> length)
    {
        var begin = scope.Number(path + ".begin") ?? 0;
        var run = draft.ScheduleUnit == LengthUnit.Epochs ? draft.Get(Facts.Epochs) : draft.Get(Facts.MaxSteps);
        if (begin == 0)
        {
            draft.Set(Facts.ScheduleLength, length);
        }
        else if (run.TryGet(out var end) && length.Or(0) <= end && begin + length.Or(0) > end)
        {
            draft.Set(Facts.ScheduleLength, length);
            draft.Mean(Facts.ScheduleLength, Meaning.CountsFromWarmup);
        }
    }

    private static Setting<double> OrDefault(RecipeScope scope, string path, double value) =>
        scope.Read(path) is { State: not SettingState.Absent } written ? written : Setting<double>.ByDefault(value);
}
