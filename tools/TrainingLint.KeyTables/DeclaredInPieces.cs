using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.KeyTables.Extraction;

namespace TrainingLint.KeyTables;

/// <summary>Frameworks that declare their keys nowhere as a whole: in the signatures of components, in flags of many programs, or in the
/// configs of the repository alone.</summary>
internal static class DeclaredInPieces
{
    private const string Removed = "goes: ultralytics warns and drops it";

    // cfg/__init__.py, _handle_deprecation.
    private static readonly Dictionary<string, string> RemovedFromUltralytics = new()
    {
        ["boxes"] = "is called 'show_boxes' now",
        ["hide_labels"] = "is 'show_labels' now, the other way round",
        ["hide_conf"] = "is 'show_conf' now, the other way round",
        ["line_thickness"] = "is called 'line_width' now",
        ["save_hybrid"] = Removed,
        ["crop_fraction"] = Removed,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FrameworkRecipe> All { get; } = [Torchtune(), OpenPcDet(), Ultralytics(), Kohya()];

    // config/_instantiate.py calls what _component_ names with the other keys of the section.
    private static FrameworkRecipe Torchtune() => new("torchtune", "torchtune", checkout =>
        TorchtuneSections(checkout).GroupBy(key => key.Path).Select(ClassKeys.Merged)
            .Concat(checkout.ReadKeys(checkout.Files("recipes", ".py"), "cfg"))
            .Concat(checkout.UsedKeys(checkout.Files("recipes/configs", ".yaml"))));

    private static IEnumerable<DeclaredKey> TorchtuneSections(Checkout checkout)
    {
        string[] builders = [.. checkout.Files("torchtune/models", "_model_builders.py")];
        var models = checkout.ComponentKeys(builders, "", name => !IsTokenizer(name)).ToArray();
        return new[] { "model", "policy_model", "reward_and_value_model", "teacher_model", "ref_policy_model" }
            .SelectMany(section => models.Select(key => key with { Path = section + key.Path }))
            .Concat(checkout.ComponentKeys(builders, "tokenizer", IsTokenizer))
            .Concat(new[] { "dataset", "dataset_val" }.SelectMany(section =>
            checkout.ComponentKeys(checkout.Files("torchtune/datasets", ".py"), section, Ending("_dataset"))))
            .Concat(new[] { "checkpointer", "ref_checkpointer", "policy_checkpointer", "value_checkpointer", "teacher_checkpointer" }
            .SelectMany(section => checkout.ComponentKeys(["torchtune/training/checkpointing/_checkpointer.py"], section,
            Ending("Checkpointer"))))
            .Concat(checkout.ComponentKeys(["torchtune/training/metric_logging.py"], "metric_logger", Ending("Logger")))
            .Concat(checkout.ComponentKeys(["torchtune/training/_profiler.py"], "profiler", Ending("setup_torch_profiler")))
            .Concat(checkout.ComponentKeys(["torchtune/training/lr_schedulers.py"], "lr_scheduler", Ending("_warmup")))
            .Concat(checkout.ComponentKeys(["torchtune/training/quantization.py"], "quantizer", Ending("Quantizer")))
            .Concat(checkout.ComponentKeys([.. checkout.Files("torchtune/modules/loss", ".py"),
            .. checkout.Files("torchtune/rlhf/loss", ".py")], "loss", Ending("Loss")));
    }

    private static Func<string, bool> Ending(string end) => name => name.EndsWith(end, StringComparison.Ordinal);

    private static bool IsTokenizer(string name) => name.EndsWith("_tokenizer", StringComparison.Ordinal)
        || name.EndsWith("_transform", StringComparison.Ordinal);

    // pcdet/config.py takes any key; each module reads those that it knows.
    private static FrameworkRecipe OpenPcDet() => new("openpcdet", "OpenPCDet", checkout =>
        checkout.UsedKeys(checkout.Files("tools/cfgs", ".yaml").Where(path => !path.Contains("dataset_configs", StringComparison.Ordinal)))
            .Concat(checkout.UsedKeys(checkout.Files("tools/cfgs/dataset_configs", ".yaml"), "DATA_CONFIG."))
            .Concat(checkout.UsedKeys(checkout.Files("tools/cfgs/dataset_configs", ".yaml")))
            .GroupBy(key => key.Path).Select(ClassKeys.Merged));

    // The package's arguments, and the hyperparameter files of the programs before it.
    private static FrameworkRecipe Ultralytics() => new("ultralytics", "ultralytics", checkout =>
        checkout.YamlKeys("ultralytics/cfg/default.yaml")
            .Concat(checkout.UsedKeys(["../yolov5/data/hyps/hyp.scratch-low.yaml", "../yolov5/data/hyps/hyp.Objects365.yaml",
            .. checkout.Files("../yolov7/data", ".yaml")]))
            .Concat(RemovedFromUltralytics.Keys.Select(name => new DeclaredKey(name) { Source = "ultralytics/cfg/__init__.py" })))
    {
        Outdated = RemovedFromUltralytics,
    };

    // Every program adds its flags to those of library/train_util.py, and reads them from a file too.
    private static FrameworkRecipe Kohya() => new("kohya", "sd-scripts", checkout =>
        checkout.ArgumentKeys([.. checkout.Files("library", ".py"), .. checkout.Files(".", ".py")
            .Where(path => path.Contains("train", StringComparison.Ordinal) && !path.Contains('/'))])
            .GroupBy(key => key.Path).Select(ClassKeys.Merged));
}
