using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Core.Tests.Schedules;

public class RecipeScheduleTests
{
    [Theory]
    [InlineData("WarmupMultiStepLR", ScheduleKind.MultiStep)]
    [InlineData("multistep", ScheduleKind.MultiStep)]
    [InlineData("PiecewiseDecay", ScheduleKind.MultiStep)]
    [InlineData("StepLR", ScheduleKind.Step)]
    [InlineData("cosine_with_warmup", ScheduleKind.Cosine)]
    [InlineData("WarmupCosineLR", ScheduleKind.Cosine)]
    [InlineData("cos", ScheduleKind.Cosine)]
    [InlineData("cosine_with_min_lr", ScheduleKind.Cosine)]
    [InlineData("CosineAnnealingLR", ScheduleKind.CosineWave)]
    [InlineData("CosineAnnealing", ScheduleKind.Cosine)]
    [InlineData("CosineAnnealingWarmRestarts", ScheduleKind.CosineWithRestarts)]
    [InlineData("cosine_with_restarts", ScheduleKind.CosineWithRestarts)]
    [InlineData("PolynomialDecay", ScheduleKind.Polynomial)]
    [InlineData("polynomial", ScheduleKind.Polynomial)]
    [InlineData("tri_stage", ScheduleKind.TriStage)]
    [InlineData("WSD", ScheduleKind.WarmupStableDecay)]
    [InlineData("warmup_stable_decay", ScheduleKind.WarmupStableDecay)]
    [InlineData("OneCycleLR", ScheduleKind.OneCycle)]
    [InlineData("one_cycle", ScheduleKind.OneCycle)]
    [InlineData("linear", ScheduleKind.Linear)]
    [InlineData("linear_decay_with_warmup", ScheduleKind.Linear)]
    [InlineData("LinearWarmup", ScheduleKind.Constant)]
    [InlineData("LinearLR", ScheduleKind.Unknown)]
    [InlineData("constant_with_warmup", ScheduleKind.Constant)]
    [InlineData("fixed", ScheduleKind.Constant)]
    [InlineData("noam", ScheduleKind.Noam)]
    [InlineData("NoamHoldAnnealing", ScheduleKind.Unknown)]
    [InlineData("inverse_sqrt", ScheduleKind.InverseSquareRoot)]
    [InlineData("warmupinversesquareroot", ScheduleKind.InverseSquareRoot)]
    [InlineData("warmuplr", ScheduleKind.InverseSquareRoot)]
    [InlineData("ExponentialLR", ScheduleKind.Exponential)]
    [InlineData("ReduceLROnPlateau", ScheduleKind.Unknown)]
    [InlineData("CyclicLR", ScheduleKind.Unknown)]
    [InlineData("my_company_schedule", ScheduleKind.Unknown)]
    public void Names_MeanTheirFamily(string name, ScheduleKind kind) => Assert.Equal(kind, ScheduleNames.KindOf(name));

    [Fact]
    public void MultistepInIterations_DropsWhereTheConfigSays()
    {
        var recipe = Recipe("WarmupMultiStepLR", rate: 0.02, draft =>
        {
            draft.ScheduleUnit = LengthUnit.Steps;
            draft.Set(Facts.MaxSteps, Known(90000)).Set(Facts.WarmupSteps, Known(1000)).Set(Facts.DecayFactor, Known(0.1))
                .Set(Facts.Milestones, Setting<IReadOnlyList<double>>.ByDefault([60000, 80000]));
        });

        var schedule = RecipeSchedule.Of(recipe)!;

        Assert.Equal(90000, schedule.Steps);
        Assert.Equal(0.01, schedule.At(500), 12);
        Assert.Equal(0.02, schedule.At(59999), 12);
        Assert.Equal(0.002, schedule.At(60000), 12);
        Assert.Equal(0.0002, schedule.Final, 12);
    }

    [Fact]
    public void CosineWithARatioOfWarmup_FallsOverTheRest()
    {
        var recipe = Recipe("cosine", rate: 1e-4, draft => draft.Set(Facts.MaxSteps, Known(1000)).Set(Facts.WarmupRatio, Known(0.1)));

        var schedule = RecipeSchedule.Of(recipe)!;

        Assert.Equal(1e-4, schedule.At(100), 15);
        Assert.Equal(5e-5, schedule.At(550), 15);
    }

    [Fact]
    public void EpochsWithoutTheirLength_NeedAnAssumption()
    {
        var recipe = Recipe("cosine", rate: 0.1, draft => draft.Set(Facts.Epochs, Known(100)).Set(Facts.WarmupEpochs, Known(5)));

        Assert.Null(RecipeSchedule.Of(recipe));
        var schedule = RecipeSchedule.Of(recipe, assumedStepsPerEpoch: 10)!;
        Assert.Equal(1000, schedule.Steps);
        Assert.Equal(50, schedule.PeakStep);
    }

    [Fact]
    public void AnnealingShorterThanTheRun_ClimbsAgainInTorch()
    {
        var torch = Recipe("CosineAnnealingLR", rate: 0.1, draft => Epochs(draft, run: 100, schedule: 60));
        var clamped = Recipe("cosine", rate: 0.1, draft => Epochs(draft, run: 100, schedule: 60));

        Assert.True(RecipeSchedule.Of(torch)!.ClimbsAfterPeak);
        Assert.False(RecipeSchedule.Of(clamped)!.ClimbsAfterPeak);
    }

    [Fact]
    public void AFinalRateAboveThePeak_ShowsInTheSchedule()
    {
        var recipe = Recipe("linear", rate: 1e-5, draft => draft.Set(Facts.MaxSteps, Known(100)).Set(Facts.FinalLearningRate, Known(1e-4)));

        Assert.True(RecipeSchedule.Of(recipe)!.Final > 9e-5);
    }

    [Fact]
    public void NoScheduleAtAll_IsConstant()
    {
        var draft = new RecipeBuilder("main", "generic", Place.StartOf("a.yaml"))
            .Set(Facts.LearningRate, Known(0.1)).Set(Facts.MaxSteps, Known(10)).Set(Facts.Schedule, Setting<string>.Missing);

        Assert.Equal(0.1, RecipeSchedule.Of(draft.Build())!.Final);
    }

    [Fact]
    public void StableDecay_NeedsItsLastPhase()
    {
        var open = Recipe("wsd", rate: 1, draft => draft.Set(Facts.MaxSteps, Known(100)));
        var known = Recipe("wsd", rate: 1, draft =>
        {
            draft.ScheduleUnit = LengthUnit.ShareOfRun;
            draft.Set(Facts.MaxSteps, Known(100)).Set(Facts.ScheduleLength, Known(0.2));
        });

        Assert.Null(RecipeSchedule.Of(open));
        Assert.Equal(0.5, RecipeSchedule.Of(known)!.At(90), 12);
    }

    [Theory]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(1e308, false)]
    [InlineData(1e15, true)]
    public void ARunWithoutALastStep_HasNoSchedule(double steps, bool hasSchedule) =>
        Assert.Equal(hasSchedule, RecipeSchedule.Of(Recipe("cosine", rate: 0.1, draft => draft.Set(Facts.MaxSteps, Known(steps)))) is not null);

    [Fact]
    public void WhatTheRecipeDoesNotDetermine_IsNull()
    {
        Assert.Null(RecipeSchedule.Of(Recipe("ReduceLROnPlateau", rate: 0.1, draft => draft.Set(Facts.MaxSteps, Known(100)))));
        Assert.Null(RecipeSchedule.Of(Recipe("cosine", rate: 0.1, _ => { })));
        Assert.Null(RecipeSchedule.Of(Recipe("multistep", rate: 0.1, draft => draft.Set(Facts.MaxSteps, Known(100)))));
        Assert.Null(RecipeSchedule.Of(Recipe("cosine", rate: 0.1, draft =>
            draft.Set(Facts.MaxSteps, Known(100)).Set(Facts.WarmupSteps, Setting<double>.Unresolved("${warmup}", "warmup", Place.StartOf("a.yaml"))))));
    }

    [Fact]
    public void WarmupLr_FallsInEspnetAndStaysInDeepSpeed()
    {
        Action<RecipeBuilder> lengths = draft => draft.Set(Facts.MaxSteps, Known(10000)).Set(Facts.WarmupSteps, Known(100));

        Assert.Equal(0.1, RecipeSchedule.Of(Recipe("warmuplr", 1, lengths))!.At(10000 - 1), 4);
        Assert.Equal(1, RecipeSchedule.Of(Recipe("WarmupLR", 1, draft =>
        {
            lengths(draft);
            draft.Mean(Facts.Schedule, Meaning.WarmupHoldsPeak);
        }))!.Final);
    }

    private static void Epochs(RecipeBuilder draft, double run, double schedule)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        draft.Set(Facts.Epochs, Known(run)).Set(Facts.ScheduleLength, Known(schedule)).Set(Facts.StepsPerEpoch, Known(7));
    }

    private static Recipe Recipe(string schedule, double rate, Action<RecipeBuilder> complete)
    {
        var draft = new RecipeBuilder("main", "generic", Place.StartOf("a.yaml"))
            .Set(Facts.LearningRate, Known(rate))
            .Set(Facts.Schedule, Setting<string>.Written(schedule, schedule, "schedule", Place.StartOf("a.yaml")));
        complete(draft);
        return draft.Build();
    }

    private static Setting<double> Known(double value) => Setting<double>.Derived(value, "given");
}
