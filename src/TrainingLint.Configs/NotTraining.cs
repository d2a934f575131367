using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.LanguageModels;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs;

/// <summary>
/// Documents that stand beside training configs and share words with them, but configure no training: launchers, merges,
/// evaluations, sweeps. The catalogue asks here first, so that no dialect and no fallback takes them.
/// </summary>
internal static class NotTraining
{
    // Only names that leave no room: 'evaluate: true' often stands beside a training.
    private static readonly string[] MeasuringSwitches = ["val_only", "eval_only", "test_only", "inference_only", "evaluate_only", "only_eval", "only_test", "infer_only", "predict_only"];

    private static readonly IReadOnlyList<(string What, Func<ConfigView, bool> Is)> Kinds =
    [
        // accelerate: src/accelerate/commands/config/config_args.py. The launcher's view of the machine.
        ("an Accelerate launcher file", config => config.Has("compute_environment") || config.HasAll("distributed_type", "num_processes")),

        // A package describes itself; what Flower's apps configure in the same file is a training.
        ("the description of a package", config => config.File.Path.EndsWith("pyproject.toml", StringComparison.Ordinal)
            && config.Mapping("tool.flwr.app.config") is null),

        // deepspeed/runtime/config.py: without a literal rate or batch only the environment is left.
        ("a DeepSpeed environment", config => DeepSpeed.IsDeepSpeed(config) && !DeepSpeed.SetsTraining(config)),

        // mergekit/config.py
        ("a merge of models", config => config.Has("merge_method") && config.HasAny("models", "slices", "base_model")),

        // src/llamafactory/hparams: an inference, export or prediction run of a trained model.
        ("a use of a trained model", config => config.Has("model_name_or_path") && config.HasAny("infer_backend", "export_dir") && !IsOn(config, "do_train")),
        ("a prediction run", config => config.Has("model_name_or_path") && IsOn(config, "do_predict") && !IsOn(config, "do_train")),

        ("an evaluation run", config => config.Has("model_name_or_path") && config.HasAny("stage", "finetuning_type", "do_eval",
            "output_dir") && IsOff(config, "do_train")),

        // ultralytics/cfg/default.yaml: one file holds the arguments of all modes, and 'mode' chooses among them.
        ("a use of a trained YOLO model", config => config.HasAll("imgsz", "mode") && config.HasAny("task", "model", "data") && config.IsAny("mode", "val", "predict", "export", "track", "benchmark")),

        // transformers/trainer_callback.py, TrainerState: what a training has written about itself.
        ("the log of a training", config => config.HasAll("log_history", "global_step")),

        // torchtune recipes/configs: generation, evaluation and quantization have no optimizer.
        ("a torchtune run without an optimizer", config => IsComponent(config, "model") && IsComponent(config, "checkpointer") && !config.Has("optimizer")),

        // llm-foundry scripts/eval/yamls
        ("an evaluation by in-context tasks", config => config.HasAny("icl_tasks", "eval_gauntlet") && !config.HasAny("optimizer", "train_loader", "parameters.optimizer")),

        // facebookresearch/vjepa2 evals, salesforce/LAVIS run.evaluate, and many others: the same file trains and measures, and a switch says which.
        ("a run that only measures", config => IsSwitchedTo(config, MeasuringSwitches)),

        // ray.tune search spaces as trlX keeps them in configs/sweeps
        ("a search space", config => config.Has("tune_config")),
    ];

    /// <summary>True when the document is one of these.</summary>
    public static bool Covers(ConfigView config) => Kinds.Any(kind => kind.Is(config));

    private static bool IsSwitchedTo(ConfigView config, string[] switches) =>
        Array.Exists(switches,
            key => IsOn(config, key) || IsOn(config, "run." + key) || IsOn(config, "experiment." + key) || IsOn(config, "train." + key) || IsOn(config, "training." + key));

    private static bool IsOn(ConfigView config, string path) => Flag(config, path) == true;

    private static bool IsOff(ConfigView config, string path) => Flag(config, path) == false;

    private static bool? Flag(ConfigView config, string path) =>
        config.Node(path) is ScalarNode flag && flag.Read(ScalarSchema.Yaml11) is { Kind: ScalarKind.Boolean, Number: var number }
            ? number == 1 : null;

    private static bool IsComponent(ConfigView config, string path) =>
        config.Text(path + "._component_")?.StartsWith("torchtune.", StringComparison.Ordinal) == true;
}
