using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;

namespace TrainingLint.Configs.HomeMade;

/// <summary>Home-made configs by which a program trains or measures, with a switch or a mode that says which.</summary>
internal static class MeasuringRuns
{
    private static readonly HashSet<string> Switches = ["val_only", "eval_only", "test_only", "evaluate_only", "inference_only"];
    private static readonly HashSet<string> TrainingSwitches = ["train", "do_train", "is_train", "is_training", "training"];
    private static readonly HashSet<string> Modes = ["mode", "phase", "run_mode", "job_type"];

    private static readonly HashSet<string> Measurements =
    [
        "eval", "evaluate", "evaluation", "val", "validate", "validation", "test", "testing", "infer", "inference", "predict", "prediction", "benchmark",
    ];

    /// <summary>True where the run trains nothing: by a switch, by its mode, or by the name of the file.</summary>
    public static bool Speak(RecipeScope scope, IReadOnlyList<Leaf> leaves) => IsNamedSo(scope.View.File.Path) || leaves.Any(leaf =>
        (Switches.Contains(leaf.Word) && Values.Flag(scope, leaf.Entry.Value, leaf.Path).Is(true))
        || (leaf.Segments.Count == 1 && TrainingSwitches.Contains(leaf.Word) && Values.Flag(scope, leaf.Entry.Value, leaf.Path).Is(false))
        || (leaf.Segments.Count <= 2 && Modes.Contains(leaf.Word) && leaf.Entry.Value is ScalarNode mode
            && Measurements.Contains(KeyWords.Normalize(mode.Text))));

    // ogbl-biokg_test.yaml beside ogbl-biokg.yaml.
    private static bool IsNamedSo(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        var dot = name.LastIndexOf('.');
        return KeyWords.Split(KeyWords.Normalize(dot > 0 ? name.Substring(0, dot) : name)).Any(Measurements.Contains);
    }
}
