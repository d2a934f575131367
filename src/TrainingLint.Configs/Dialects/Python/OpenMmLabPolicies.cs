using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>The <c>lr_config</c> of mmcv 1.x (<c>mmcv/runner/hooks/lr_updater.py</c>): a policy with a warmup in front of it.</summary>
internal static class OpenMmLabPolicies
{
    private const int MostDrops = 200;

    public static void Fill(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Mapping("lr_config") is null || scope.Text("lr_config.policy") is not { } policy)
        {
            return;
        }

        var runsByEpoch = !draft.Get(Facts.MaxSteps).HasValue;
        var countsEpochs = scope.Has("lr_config.by_epoch") ? scope.IsTrue("lr_config.by_epoch") : true;
        draft.ScheduleUnit = countsEpochs && runsByEpoch ? LengthUnit.Epochs : LengthUnit.Steps;
        draft.Set(Facts.Schedule, Values.Text(scope, scope.Node("lr_config.policy"), scope.Absolute("lr_config.policy")));
        ReadWarmup(scope, draft);
        switch (policy)
        {
            case "step" or "Step":
                if (scope.Node("lr_config.step") is SequenceNode)
                {
                    draft.Set(Facts.Milestones, Values.Numbers(scope, scope.Node("lr_config.step"), scope.Absolute("lr_config.step")));
                }
                else
                {
                    SetPeriod(scope, draft, "lr_config.step");
                }

                draft.Set(Facts.DecayFactor, scope.Read("lr_config.gamma") is { State: not SettingState.Absent } gamma ? gamma
                    : Setting<double>.ByDefault(0.1));
                break;
            case "poly" or "Poly":
                draft.Set(Facts.SchedulePower, scope.Read("lr_config.power") is { State: not SettingState.Absent } power ? power
                    : Setting<double>.ByDefault(1));
                ReadFloor(scope, draft);
                break;
            case "CosineAnnealing":
                ReadFloor(scope, draft);
                break;
            case "OneCycle" or "cyclic":
                draft.Infer(Facts.ScheduleRampsUp, true, "the policy");
                break;
        }
    }

    /// <summary>A drop after every so many: as milestones up to the end of the run, or one that is never reached.</summary>
    public static void SetPeriod(RecipeScope scope, RecipeBuilder draft, string path)
    {
        var period = scope.Read(path);
        var run = draft.ScheduleUnit == LengthUnit.Epochs ? draft.Get(Facts.Epochs) : draft.Get(Facts.MaxSteps);
        if (!period.TryGet(out var every) || every < 1 || !run.TryGet(out var whole) || whole / every > MostDrops
            || period.Place is not { } place)
        {
            return;
        }

        var drops = Enumerable.Range(1, Math.Max(1, (int)Math.Floor((whole - 1) / every))).Select(i => i * every).ToArray();
        draft.Set(Facts.Milestones, Setting<IReadOnlyList<double>>.Written(drops, period.Text!, period.Key!, place, period.Origin));
    }

    private static void ReadFloor(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Read("lr_config.min_lr_ratio") is { HasValue: true } ratio && draft.Get(Facts.LearningRate).TryGet(out var peak))
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak * ratio.Or(0), "min_lr_ratio of the peak rate", ratio));
        }
        else if (scope.Read("lr_config.min_lr") is var floor)
        {
            draft.Set(Facts.FinalLearningRate, floor.State == SettingState.Absent ? Setting<double>.ByDefault(0) : floor);
        }
    }

    private static void ReadWarmup(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Text("lr_config.warmup") is null)
        {
            if (scope.Node("lr_config.warmup") is null or ScalarNode { Text: "None" })
            {
                draft.SetDefault(Facts.WarmupSteps, 0);
            }

            return;
        }

        draft.Set(scope.IsTrue("lr_config.warmup_by_epoch") ? Facts.WarmupEpochs : Facts.WarmupSteps, scope.Read("lr_config.warmup_iters"));
        var ratio = scope.Read("lr_config.warmup_ratio");
        if (draft.Get(Facts.LearningRate).TryGet(out var rate) && ratio.State != SettingState.Unknown)
        {
            draft.Set(Facts.WarmupStartLearningRate, Setting<double>.Derived(rate * ratio.Or(0.1), "warmup_ratio of the peak rate", ratio.HasValue ? ratio : null));
        }
    }
}
