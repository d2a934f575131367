using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Formats.Python;
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
            "validation_split", "PeftModel", ".zero_grad", ".minimize(", ".fit("];

    private static readonly string[] TestFolders = ["tests", "test", "testing", "unit_tests"];

    /// <summary>Notes what a program does; nothing for files of another kind.</summary>
    /// <returns>True when something was noted.</returns>
    public static bool Observe(SourceFile source, ICollection<Observation> observations)
    {
        var text = source.Format switch
        {
            PythonFormat => new MappedText(source),
            NotebookFormat => NotebookCells.Program(source),
            _ => null,
        };
        if (text is null || !Signs.Any(sign => text.Text.IndexOf(sign, System.StringComparison.Ordinal) >= 0) || IsTest(source.Path))
        {
            return false;
        }

        var before = observations.Count;
        var program = new TrainingProgram(text, observations);
        GradientSteps.Observe(program);
        MissingCalls.Observe(program);
        Clipping.Observe(program);
        Accumulation.Observe(program);
        OptimizerPlaces.Observe(program);
        EvaluationModes.Observe(program);
        ModuleParts.Observe(program);
        FrozenModules.Observe(program);
        LoaderOrder.Observe(program);
        ResumedRuns.Observe(program);
        PlateauMetrics.Observe(program);
        WatchedMetrics.Observe(program);
        HalfWeights.Observe(program);
        LightningSteps.Observe(program);
        LossInputs.Observe(program);
        LossShapes.Observe(program);
        LossTerms.Observe(program);
        ScalerSteps.Observe(program);
        HalfSteps.Observe(program);
        ChosenByTraining.Observe(program);
        LightningConfigurations.Observe(program);
        AdapterPrograms.Observe(program);
        FunctionalDropout.Observe(program);
        EpochSamplers.Observe(program);
        TimmSchedules.Observe(program);
        KerasSplits.Observe(program);
        KerasOrder.Observe(program);
        FrozenParameters.Observe(program);
        TargetNetworks.Observe(program);
        GeneratorSteps.Observe(program);
        IdleSchedulers.Observe(program);
        GraphLosses.Observe(program);
        MaskedEnds.Observe(program);
        CudnnModes.Observe(program);
        GradientScalers.Observe(program);
        DetachedLosses.Observe(program);
        TrainingMetrics.Observe(program);
        LightningKeys.Observe(program);
        LoadedAdapters.Observe(program);
        ClipWeights.Observe(program);
        SortedSplits.Observe(program);
        return observations.Count > before;
    }

    private static bool IsTest(string path)
    {
        var segments = path.Split('/', '\\');
        var file = segments[segments.Length - 1];
        return file.StartsWith("test_", System.StringComparison.Ordinal) || file.EndsWith("_test.py", System.StringComparison.Ordinal)
            || segments.Take(segments.Length - 1).Any(TestFolders.Contains);
    }
}
