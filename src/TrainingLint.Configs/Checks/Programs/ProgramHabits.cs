using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Checks.Scripts;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// What a training program does in its loop, beside what it sets: steps in an order that loses one, layers that are not registered,
/// metrics watched in the wrong direction. Only what can be told from the lines themselves is said; nothing is run.
/// </summary>
internal static class ProgramHabits
{
    private static readonly string[] Signs =
        [".backward(", "LightningModule", "Trainer(", "EarlyStopping(", "ModelCheckpoint(", "ReduceLROnPlateau(", "cudnn.",
            "CosineLRScheduler(",
            "validation_split", "PeftModel", ".zero_grad", ".minimize(", ".fit(", "param_groups", "random_split(", "apply_gradients(",
            ".fit_generator(", "DataCollatorForCompletionOnlyLM(", "simpletransformers", "CocoDataset", "VOCDataset", "begin_training(",
            "TrainingArguments(", "from peft", "from trl", "from accelerate", "sentence_transformers", "from flair",
            "nn.Module", "GradientTape", "apply_updates", "optax.", "DataLoader(", "ImageDataGenerator(", "train_test_split(",
                "fit_transform(",
            "dataset_from_directory(", ".state_dict()", "lr_scheduler.", "ignite", "skorch", "eval_set=",
            "DefaultTrainer(", "Compose("];

    private static readonly string[] TestFolders = ["tests", "test", "testing", "unit_tests"];

    private static readonly Action<TrainingProgram>[] Habits =
    [
        GradientSteps.Observe,
        MissingCalls.Observe,
        Clipping.Observe,
        Accumulation.Observe,
        OptimizerPlaces.Observe,
        EvaluationModes.Observe,
        ModuleParts.Observe,
        FrozenModules.Observe,
        LoaderOrder.Observe,
        ResumedRuns.Observe,
        PlateauMetrics.Observe,
        WatchedMetrics.Observe,
        HalfWeights.Observe,
        LightningSteps.Observe,
        LossInputs.Observe,
        LossShapes.Observe,
        LossTerms.Observe,
        ScalerSteps.Observe,
        HalfSteps.Observe,
        ChosenByTraining.Observe,
        LightningConfigurations.Observe,
        AdapterPrograms.Observe,
        FunctionalDropout.Observe,
        EpochSamplers.Observe,
        TimmSchedules.Observe,
        KerasSplits.Observe,
        KerasOrder.Observe,
        FrozenParameters.Observe,
        TargetNetworks.Observe,
        GeneratorSteps.Observe,
        IdleSchedulers.Observe,
        GraphLosses.Observe,
        MaskedEnds.Observe,
        CudnnModes.Observe,
        SummedLosses.Observe,
        RateFactors.Observe,
        PhaseSteps.Observe,
        LoopSamplers.Observe,
        ReturnedPlateaus.Observe,
        UnusedSplits.Observe,
        OverwrittenLosses.Observe,
        RefusedArguments.Observe,
        KerasLabels.Observe,
        IgnoredArguments.Observe,
        CallRelations.Observe,
        AgentPrograms.Observe,
        WordPrograms.Observe,
        SearchDirections.Observe,
        NodeLosses.Observe,
        RoundOrder.Observe,
        ScaledRounds.Observe,
        RebuiltParts.Observe,
        CutLosses.Observe,
        SharedGraphs.Observe,
        UnclearedOptimizers.Observe,
        ScheduleCounts.Observe,
        OptimizerContents.Observe,
        UntrainedModules.Observe,
        ModuleBuilds.Observe,
        IdleStatements.Observe,
        LoadedWeights.Observe,
        TrainingModes.Observe,
        LossCalls.Observe,
        Likelihoods.Observe,
        PolicyLosses.Observe,
        DataSplits.Observe,
        DataOrder.Observe,
        DataRoles.Observe,
        ImageTransforms.Observe,
        KerasImages.Observe,
        KerasFits.Observe,
        KerasTargets.Observe,
        TensorPipelines.Observe,
        GradientTapes.Observe,
        GraphSessions.Observe,
        PureUpdates.Observe,
        LightningTrainers.Observe,
        BestModels.Observe,
        Measures.Observe,
        WrappedModules.Observe,
        LayerArguments.Observe,
        Seeds.Observe,
        EngineHandlers.Observe,
        CollectedLosses.Observe,
        ImagePipelines.Observe,
        ImageLabels.Observe,
        KerasGenerators.Observe,
    ];

    /// <summary>Notes what a program does; nothing for files of another kind.</summary>
    /// <returns>True when something was noted.</returns>
    public static bool Observe(SourceFile source, ICollection<Observation> observations, ConfigFiles? files = null)
    {
        var text = source.Format switch
        {
            PythonFormat => new MappedText(source),
            NotebookFormat => NotebookCells.Program(source),
            _ => null,
        };
        if (text is null || IsTest(source.Path)
            || !(Signs.Any(sign => text.Text.IndexOf(sign, StringComparison.Ordinal) >= 0) || CallRelations.MaySpeakIn(text.Text)))
        {
            return false;
        }

        var before = observations.Count;
        var program = new TrainingProgram(text, observations);
        foreach (var observe in Habits)
        {
            observe(program);
        }

        ProgramTraps.Observe(program);
        ImportedModels.Observe(program, source, files);
        EnvironmentNames.Observe(source, observations);

        return observations.Count > before;
    }

    private static bool IsTest(string path)
    {
        var segments = path.Split('/', '\\');
        var file = segments[segments.Length - 1];
        return file.StartsWith("test_", StringComparison.Ordinal) || file.EndsWith("_test.py", StringComparison.Ordinal)
            || segments.Take(segments.Length - 1).Any(TestFolders.Contains);
    }
}
