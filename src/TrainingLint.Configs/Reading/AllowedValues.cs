using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>Names that frameworks accept for a setting, as their sources spell them. Lists of optimizers are a choice of the common ones.</summary>
internal static class AllowedValues
{
    private static readonly string[] Flags = ["true", "false"];

    // transformers/training_args.py, OptimizerNames; trainer_utils.py, SchedulerType.
    private static readonly string[] TransformersOptimizers =
        ["adamw_torch", "adamw_torch_fused", "adamw_8bit", "paged_adamw_8bit", "paged_adamw_32bit", "adamw_bnb_8bit", "adafactor", "lion_32bit", "lion_8bit", "sgd", "adagrad", "rmsprop", "galore_adamw", "lomo", "apollo_adamw", "schedule_free_adamw"];

    private static readonly string[] TransformersSchedules =
        ["linear", "cosine", "cosine_with_restarts", "cosine_with_min_lr", "polynomial", "constant", "constant_with_warmup", "inverse_sqrt", "warmup_stable_decay", "reduce_lr_on_plateau"];

    private static readonly string[] TransformersDialects = ["trl", "llama-factory", "open-instruct"];

    private static readonly (string[] Dialects, SettingKey Setting, string[] Values)[] Rows =
    [
        (TransformersDialects, Facts.Optimizer, TransformersOptimizers),
        (TransformersDialects, Facts.Schedule, TransformersSchedules),

        // axolotl/utils/schemas/enums.py, CustomSupportedOptimizers; schemas/training.py, lr_scheduler.
        (["axolotl"], Facts.Optimizer, [.. TransformersOptimizers, "optimi_adamw", "ao_adamw_fp8", "muon", "came_pytorch"]),
        (["axolotl"], Facts.Schedule, ["one_cycle", "rex", .. TransformersSchedules]),

        // mlagents/trainers/settings.py, ScheduleType.
        (["ml-agents"], Facts.Schedule, ["linear", "constant"]),

        // detectron2/solver/build.py, build_lr_scheduler.
        (["detectron2"], Facts.Schedule, ["WarmupMultiStepLR", "WarmupCosineLR", "WarmupStepWithFixedGammaLR"]),

        // ultralytics/engine/trainer.py, build_optimizer.
        (["ultralytics"], Facts.Optimizer, ["auto", "SGD", "Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSProp"]),

        // Swin-Transformer: optimizer.py and lr_scheduler.py.
        (["swin"], Facts.Optimizer, ["adamw", "sgd"]),
        (["swin"], Facts.Schedule, ["cosine", "linear", "step", "multistep"]),

        // pycls/core/optimizer.py; slowfast/utils/lr_policy.py and models/optimizer.py.
        (["pycls"], Facts.Schedule, ["cos", "exp", "lin", "steps"]),
        (["slowfast"], Facts.Schedule, ["cosine", "steps_with_relative_lrs"]),
        (["slowfast"], Facts.Optimizer, ["sgd", "adam", "adamw"]),

        // onmt/opts.py, --optim and --decay_method.
        (["opennmt-py"], Facts.Optimizer, ["sgd", "adagrad", "adadelta", "adam", "sparseadam", "adafactor", "fusedadam"]),
        (["opennmt-py"], Facts.Schedule, ["noam", "noamwd", "rsqrt", "none"]),
    ];

    /// <summary>The names for a setting; empty where the list is not known.</summary>
    public static IReadOnlyList<string> Of(string dialect, SettingKey setting) =>
        Rows.FirstOrDefault(row => ReferenceEquals(row.Setting, setting) && row.Dialects.Contains(dialect, StringComparer.Ordinal)).Values
        ?? (setting is SettingKey<bool> ? Flags : []);
}
