using System.Collections.Generic;
using System.Linq;
using TrainingLint.KeyTables.Extraction;

namespace TrainingLint.KeyTables;

/// <summary>The frameworks whose keys are read, and where their sources declare them.</summary>
internal static class FrameworkCatalogue
{
    private const string Fsdp = "fsdp_config.";
    private const string Bootstrap = "BOOTSTRAP_DATASETS";
    private const string Gone = "!is no longer supported, and axolotl refuses it";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FrameworkRecipe> All { get; } =
    [
        Axolotl(), Detectron2(), SlowFast(), TransformersPrograms.Trl(), TransformersPrograms.LlamaFactory(),
        TransformersPrograms.LlamaFactorySecond(), TransformersPrograms.MsSwift(), DeepSpeed(), Verl(),
        LightningCli(), RlZoo(), .. ResearchCode.All, .. DeclaredInPieces.All, .. SectionPrograms.All,
    ];

    // utils/schemas/deprecated.py: a validator for each of these raises or warns.
    private static FrameworkRecipe Axolotl() => new("axolotl", "axolotl", AxolotlKeys)
    {
        CompleteAt = [""],
        IsTyped = true,
        OpenedBy = ["plugins"],
        Outdated = new Dictionary<string, string>
        {
            ["max_packed_sequence_len"] = Gone,
            ["rope_scaling"] = "!belongs under 'model_config', and axolotl refuses it here",
            ["noisy_embedding_alpha"] = "is called 'neftune_noise_alpha' now",
            ["dpo_beta"] = "is called 'rl_beta' now",
            ["evaluation_strategy"] = "is called 'eval_strategy' now",
            ["eval_table_size"] = "gave way to 'generate_samples'",
            ["eval_max_new_tokens"] = "is called 'generation_max_new_tokens' now",
            ["dpo_use_logits_to_keep"] = Gone,
            ["dpo_generate_during_eval"] = Gone,
            ["dpo_norm_loss"] = Gone,
            ["rpo_alpha"] = Gone,
            ["s2_attention"] = Gone,
            ["flash_attn_rms_norm"] = Gone,
        },
    };

    private static IEnumerable<DeclaredKey> AxolotlKeys(Checkout checkout)
    {
        string[] files = [.. checkout.Files("src/axolotl/utils/schemas", ".py"),
            .. checkout.Files("src/axolotl/utils/config/models", ".py"), .. checkout.Files("src/axolotl/integrations", "args.py")];
        var plugins = checkout.Classes(checkout.Files("src/axolotl/integrations", "args.py")).Values
            .Where(one => one.Bases.Contains("BaseModel") && (one.Name.EndsWith("Args", System.StringComparison.Ordinal)
            || one.Name == "SwanLabConfig"));
        DeclaredKey[] keys = [.. checkout.ClassKeys(files, ["AxolotlInputConfig", .. plugins.Select(one => one.Name)])];
        return keys.Concat(keys.Where(key => key.Path.StartsWith(Fsdp, System.StringComparison.Ordinal)).Select(WithPrefix))
            .Concat(TransformersPrograms.KeywordArguments());
    }

    // utils/schemas/validation.py takes the prefix of older files off.
    private static DeclaredKey WithPrefix(DeclaredKey key)
    {
        var name = key.Path[Fsdp.Length..];
        return key with
        {
            Path = Fsdp + "fsdp_" + name,
            Outdated = "is called '" + name + "' now",
            Source = "src/axolotl/utils/schemas/validation.py"
        };
    }

    // Projects add nodes of their own, so the table says what there is and not what there cannot be.
    private static FrameworkRecipe Detectron2() => new("detectron2", "detectron2", checkout =>
        checkout.YacsKeys("_C", "detectron2/config/defaults.py")
            .Append(new DeclaredKey("_BASE_", "str") { Source = "detectron2/config/config.py" })
            .Concat(checkout.YacsKeys("cfg", [.. checkout.Files("projects", "config.py")]))
            .Concat(checkout.YacsKeys("_C", [.. checkout.Files("projects", "config.py")])
            .Select(key => key.Path[0] == '*' ? key with { Path = Bootstrap + "." + key.Path } : key))
            .Concat(checkout.UsedKeys(checkout.Files("projects/DensePose/configs", ".yaml"))
            .Where(key => key.Path.StartsWith(Bootstrap + ".*.", System.StringComparison.Ordinal)))
            .Concat(Embedders()))
    {
        IsTyped = true,
    };

    // projects/DensePose: densepose/modeling/cse/embedder.py reads these of every mesh.
    private static IEnumerable<DeclaredKey> Embedders() =>
        new[] { ("TYPE", "str"), ("NUM_VERTICES", "int"), ("INIT_FILE", "str"), ("FEATURE_DIM", "int"), ("FEATURES_TRAINABLE", "bool"),
            ("IS_TRAINABLE", "bool") }
            .Select(key => new DeclaredKey("MODEL.ROI_DENSEPOSE_HEAD.CSE.EMBEDDERS.*." + key.Item1,
            key.Item2)
            { Source = "projects/DensePose/densepose/modeling/cse/embedder.py" });

    // The tree is copied and extended by many projects.
    private static FrameworkRecipe SlowFast() => new("slowfast", "PySlowFast", checkout =>
        checkout.YacsKeys("_C", "slowfast/config/defaults.py"))
    { IsTyped = true };

    // runtime/config_utils.py: the models of sections forbid what they do not declare; keys at the top are looked up one by one.
    private static FrameworkRecipe DeepSpeed() => new("deepspeed", "DeepSpeed", DeepSpeedKeys)
    {
        CompleteAt = ["zero_optimization", "tensorboard", "csv_monitor", "comms_logger"],
        IsTyped = true,
    };

    private static IEnumerable<DeclaredKey> DeepSpeedKeys(Checkout checkout)
    {
        var keys = new ClassKeys(checkout.Classes(checkout.Files("deepspeed", "config.py")));
        (string Section, string Class)[] sections =
        [
            ("zero_optimization", "DeepSpeedZeroConfig"), ("tensorboard", "TensorBoardConfig"), ("wandb", "WandbConfig"),
            ("csv_monitor", "CSVConfig"),
            ("comet", "CometConfig"), ("comms_logger", "CommsLoggerConfig"), ("hybrid_engine", "HybridEngineConfig"),
        ];
        return LookedUp().Concat(sections.SelectMany(section =>
            keys.Of(section.Class, section.Section + ".")
                .Prepend(new DeclaredKey(section.Section, "section") { Source = "deepspeed/runtime/config.py" })));
    }

    // runtime/config.py reads these one by one, under the names and with the defaults of runtime/constants.py.
    private static IEnumerable<DeclaredKey> LookedUp() =>
        new (string Path, string Types)[]
        {
            ("train_batch_size", "int|str"), ("train_micro_batch_size_per_gpu", "int|str"), ("gradient_accumulation_steps", "int|str"),
            ("steps_per_print", "int|float"), ("gradient_clipping", "float|str"), ("prescale_gradients", "bool"),
            ("gradient_predivide_factor", "float"),
            ("sparse_gradients", "bool"), ("communication_data_type", "str|null"), ("disable_allgather", "bool"), ("dump_state", "bool"),
            ("zero_allow_untested_optimizer", "bool"), ("zero_force_ds_cpu_optimizer", "bool"), ("memory_breakdown", "bool"),
            ("wall_clock_breakdown", "bool"),
            ("dataloader_drop_last", "bool"), ("optimizer", "section"), ("optimizer.type", "str"), ("optimizer.params", "map"),
            ("optimizer.legacy_fusion", "bool"),
            ("scheduler", "section"), ("scheduler.type", "str"), ("scheduler.params", "map"), ("fp16", "map"), ("fp16.enabled", "bool|str"),
            ("fp16.auto_cast", "bool"), ("fp16.loss_scale", "float"), ("fp16.initial_scale_power", "int"),
            ("fp16.loss_scale_window", "int"), ("fp16.hysteresis", "int"),
            ("fp16.consecutive_hysteresis", "bool"), ("fp16.min_loss_scale", "float"), ("fp16.fp16_master_weights_and_grads", "bool"),
            ("bf16", "map"),
            ("bf16.enabled", "bool|str"), ("bf16.immediate_grad_update", "bool"), ("amp", "map"), ("amp.enabled", "bool"),
            ("activation_checkpointing", "map"),
            ("activation_checkpointing.partition_activations", "bool"), ("activation_checkpointing.cpu_checkpointing", "bool"),
            ("activation_checkpointing.contiguous_memory_optimization", "bool"),
            ("activation_checkpointing.number_checkpoints", "int|null"),
            ("activation_checkpointing.synchronize_checkpoint_boundary", "bool"), ("activation_checkpointing.profile", "bool"),
            ("flops_profiler", "map"),
            ("sparse_attention", "map"), ("data_efficiency", "map"), ("curriculum_learning", "map"), ("compression_training", "map"),
            ("autotuning", "map"),
            ("elasticity", "map"), ("aio", "map"), ("checkpoint", "map"), ("data_types", "map"), ("eigenvalue", "map"),
            ("progressive_layer_drop", "map"),
            ("pipeline", "map"), ("compile", "map"), ("tensor_parallel", "map"), ("seq_parallel_communication_data_type", "str"),
            ("fp32_allreduce", "bool"),
        }.Select(key => new DeclaredKey(key.Path, key.Types) { Source = "deepspeed/runtime/constants.py" });

    // The generated file is the composed one; recipes of the repository add sections of their own.
    private static FrameworkRecipe Verl() => new("verl", "verl", checkout =>
        checkout.YamlKeys("verl/trainer/config/_generated_ppo_trainer.yaml")
            .Concat(checkout.YamlKeys("verl/trainer/config/sft_trainer.yaml")));

    private static FrameworkRecipe LightningCli() => new("lightning-cli", "Lightning", checkout =>
        checkout.ParameterKeys("src/lightning/pytorch/trainer/trainer.py", "Trainer", "trainer.")
            .Prepend(new DeclaredKey("trainer", "section") { Source = "src/lightning/pytorch/cli.py" })
            .Concat(new[] { "seed_everything", "ckpt_path", "model", "data", "optimizer", "lr_scheduler" }.Select(name =>
            new DeclaredKey(name, "any") { Source = "src/lightning/pytorch/cli.py" })));

    // The constructors of all algorithms together: which of them a section is for, its name or 'algo' decides.
    private static FrameworkRecipe RlZoo() => new("rl-zoo", "Stable-Baselines3", checkout =>
        new[] { "ppo", "a2c", "sac", "td3", "dqn", "ddpg" }
            .SelectMany(name => checkout.ParameterKeys("stable_baselines3/" + name + "/" + name + ".py", name.ToUpperInvariant(), ""))
            .Where(key => key.Path is not ("env" or "_init_setup_model" or "tensorboard_log" or "verbose"))
            .GroupBy(key => key.Path).Select(ClassKeys.Merged));
}
