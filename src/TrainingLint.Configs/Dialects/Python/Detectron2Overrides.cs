using System;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// A config of detectron2 that a program assigns: <c>cfg.SOLVER.MAX_ITER = 2000</c> over what <c>merge_from_file</c> brought. Of files
/// of the model zoo the schedule is known (<c>configs/Base-RCNN-FPN.yaml</c> and the files named <c>*_1x.yaml</c>, <c>*_3x.yaml</c>).
/// </summary>
internal static class Detectron2Overrides
{
    private static readonly (string Ending, string Steps, string Iterations)[] ZooSchedules =
    [
        ("_1x.yaml", "60000,80000", "90000"),
        ("_3x.yaml", "210000,250000", "270000"),
    ];

    private static readonly string[] OfSolver =
        ["BASE_LR", "IMS_PER_BATCH", "MAX_ITER", "WARMUP_ITERS", "WEIGHT_DECAY", "MOMENTUM", "GAMMA", "CHECKPOINT_PERIOD"];

    /// <summary>True for an object that is built like such a config, outside of tests and of the defaults that a project declares.</summary>
    public static bool Are(ConfigView config) =>
        config.Root.Tag == PythonRoots.Object && !PythonDialect.IsTest(config.File.Path)
        && !DeclareDefaults(config.File.Text)
        && config.Root.Written.Any(entry => entry.Key.Text == "SOLVER") && (config.Has("_merged_") || config.HasAny("DATASETS", "SOLVER.MAX_ITER"));

    /// <summary>True for the yacs idiom of what a library falls back to; a training is what is merged over it.</summary>
    public static bool DeclareDefaults(string text) =>
        text.IndexOf("_C = CN(", StringComparison.Ordinal) >= 0 || text.IndexOf("_C = CfgNode(", StringComparison.Ordinal) >= 0;

    /// <summary>The assignments over the schedule of the zoo's file; what other files say is unknown.</summary>
    public static ConfigView Complete(ConfigView config)
    {
        if (config.Node("_merged_") is not SequenceNode { Items: { Count: > 0 } files } || NameOf(files[files.Count - 1]) is not { } file)
        {
            return new ConfigView(config.File, config.Root, isComplete: false) { Files = config.Files };
        }

        var isZoo = file.Text.StartsWith("COCO-", StringComparison.Ordinal) || file.Text.IndexOf("/COCO-", StringComparison.Ordinal) >= 0;
        var schedule = Array.Find(ZooSchedules, zoo => isZoo && file.Text.EndsWith(zoo.Ending, StringComparison.Ordinal));
        var root = schedule.Ending is null ? config.Root : DeepMerge.Over(Zoo(file, schedule.Steps, schedule.Iterations), config.Root);
        return new ConfigView(config.File, root, isComplete: false) { Files = config.Files };
    }

    /// <summary>
    /// Notes settings of the solver that are assigned beside it: <c>cfg.BASE_LR = 0.001</c>. yacs takes any new attribute, and nothing
    /// reads this one.
    /// </summary>
    public static void ObserveOutsideSolver(RecipeScope scope)
    {
        foreach (var entry in scope.View.Root.Written.Where(entry => scope.View.Root.Tag == PythonRoots.Object && entry.Value is ScalarNode
            && Array.IndexOf(OfSolver, entry.Key.Text) >= 0))
        {
            scope.Observe(new WithoutEffectObservation(entry.Key.Place, entry.Key.Text, entry.Key.Text + ": " + ((ScalarNode)entry.Value).Text,
                "detectron2 reads SOLVER." + entry.Key.Text + ", which keeps what it was", Severity.Warning));
        }
    }

    // model_zoo.get_config_file("COCO-Detection/...yaml")
    private static ScalarNode? NameOf(ConfigNode node) => node switch
    {
        ScalarNode { Style: ScalarStyle.Quoted } text => text,
        MappingNode call when NodeTags.CalledBy(call)?.EndsWith("get_config_file", StringComparison.Ordinal) == true => call["0"] as ScalarNode,
        _ => null,
    };

    private static MappingNode Zoo(ScalarNode file, string steps, string iterations)
    {
        ScalarNode Value(string text) => new(file.Source, file.Span, null, text, ScalarStyle.Plain);
        MappingNode Section(params (string Key, ConfigNode Value)[] entries) =>
            new(file.Source, file.Span, null, [.. entries.Select(entry => new MappingEntry(Value(entry.Key), entry.Value))]);

        var drops = new SequenceNode(file.Source, file.Span, null, [.. steps.Split(',').Select(Value)]);
        var isRetina = file.Text.IndexOf("retinanet", StringComparison.OrdinalIgnoreCase) >= 0;
        var solver = Section(
            ("STEPS", drops), ("MAX_ITER", Value(iterations)),
            ("BASE_LR", Value(isRetina ? "0.01" : "0.02")), ("IMS_PER_BATCH", Value("16")));
        var isDetector = isRetina || file.Text.IndexOf("rcnn", StringComparison.OrdinalIgnoreCase) >= 0;
        return isDetector
            ? Section(("SOLVER", solver), ("MODEL", Section(("META_ARCHITECTURE", Value(isRetina ? "RetinaNet" : "GeneralizedRCNN")))))
            : Section(("SOLVER", solver));
    }
}
