using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.KeyTables;

/// <summary>Frameworks whose arguments extend those of <c>transformers.TrainingArguments</c>, whose checkout lies beside theirs.</summary>
internal static class TransformersPrograms
{
    private const string Arguments = "../transformers/src/transformers/training_args.py";

    // Arguments of version 4 that version 5 does not have, or announces to take away; older runs still need them.
    private static readonly Dictionary<string, string> Older = new()
    {
        ["warmup_ratio"] = "goes with transformers 5.2, where 'warmup_steps' takes a share as well",
        ["logging_dir"] = "goes with transformers 5.2, where the environment variable TENSORBOARD_LOGGING_DIR says it",
        ["evaluation_strategy"] = "is called 'eval_strategy' in transformers 5",
        ["group_by_length"] = "is 'train_sampling_strategy: group_by_length' in transformers 5",
        ["no_cuda"] = "is called 'use_cpu' in transformers 5",
        ["per_gpu_train_batch_size"] = "is called 'per_device_train_batch_size' in transformers 5",
        ["per_gpu_eval_batch_size"] = "is called 'per_device_eval_batch_size' in transformers 5",
        ["push_to_hub_model_id"] = "is called 'hub_model_id' in transformers 5",
        ["push_to_hub_token"] = "is called 'hub_token' in transformers 5",
        ["include_inputs_for_metrics"] = "is 'include_for_metrics' in transformers 5",
        ["overwrite_output_dir"] = Gone,
        ["save_safetensors"] = Gone,
        ["half_precision_backend"] = Gone,
        ["fp16_backend"] = Gone,
        ["fp16_opt_level"] = Gone,
        ["jit_mode_eval"] = Gone,
        ["use_ipex"] = Gone,
        ["tpu_num_cores"] = Gone,
        ["tpu_metrics_debug"] = Gone,
        ["past_index"] = Gone,
        ["ray_scope"] = Gone,
        ["torchdynamo"] = Gone,
        ["mp_parameters"] = Gone,
        ["use_mps_device"] = Gone,
        ["dispatch_batches"] = Gone,
        ["split_batches"] = Gone,
        ["sharded_ddp"] = Gone,
        ["fsdp_min_num_params"] = Gone,
        ["fsdp_transformer_layer_cls_to_wrap"] = Gone,
        ["xpu_backend"] = Gone,
        ["push_to_hub_organization"] = Gone,
        ["include_tokens_per_second"] = Gone,
        ["eval_use_gather_object"] = "",
        ["predict_with_generate"] = "",
        ["generation_max_length"] = "",
        ["generation_num_beams"] = "",
        ["generation_config"] = "",
        ["sortish_sampler"] = "",
        ["adafactor"] = Gone,
        ["use_legacy_prediction_loop"] = Gone,
    };

    private const string Gone = "is none of transformers 5";

    /// <summary>TRL's trainers, for its own scripts and for programs that parse the same classes.</summary>
    public static FrameworkRecipe Trl() => new("trl", "TRL", checkout =>
        checkout.ClassKeys(
            [Arguments, .. checkout.Files("trl/trainer", "_config.py"), .. checkout.Files("trl/experimental", "_config.py"),
                .. checkout.Files("trl/scripts", "utils.py")],
            "SFTConfig", "DPOConfig", "GRPOConfig", "RewardConfig", "KTOConfig", "RLOOConfig", "ModelConfig", "ScriptArguments",
            "DatasetMixtureConfig",
            "PPOConfig", "ORPOConfig", "CPOConfig", "BCOConfig", "GKDConfig", "NashMDConfig", "XPOConfig", "OnlineDPOConfig", "PRMConfig")
        .Concat(OlderKeys()).Concat(KeywordArguments()).Concat(Handbook()))
    {
        Outdated = Older,
    };

    // huggingface/alignment-handbook src/alignment/configs.py, which extends TRL's classes.
    private static IEnumerable<DeclaredKey> Handbook() =>
        new (string Path, string Types)[]
        {
            ("chat_template", "str|null"), ("dataset_mixture", "section"), ("dataset_mixture.datasets", "list"),
            ("dataset_mixture.datasets.*.id", "str"),
            ("dataset_mixture.datasets.*.config", "str|null"), ("dataset_mixture.datasets.*.split", "str"),
            ("dataset_mixture.datasets.*.columns", "list|null"),
            ("dataset_mixture.datasets.*.weight", "float|null"), ("dataset_mixture.seed", "int"),
            ("dataset_mixture.test_split_size", "float|null"),
        }.Select(key => new DeclaredKey(key.Path, key.Types) { Source = "alignment-handbook src/alignment/configs.py" });

    /// <summary>What Trainer hands on to torch's checkpoint function and to the schedules of <c>transformers/optimization.py</c>.</summary>
    public static IEnumerable<DeclaredKey> KeywordArguments() =>
        new (string Path, string Types)[]
        {
            ("gradient_checkpointing_kwargs", "map|null"), ("gradient_checkpointing_kwargs.use_reentrant", "bool"),
            ("lr_scheduler_kwargs", "map|null"),
            ("lr_scheduler_kwargs.num_cycles", "float|int"), ("lr_scheduler_kwargs.min_lr", "float"),
            ("lr_scheduler_kwargs.min_lr_rate", "float"),
            ("lr_scheduler_kwargs.lr_end", "float"), ("lr_scheduler_kwargs.power", "float"), ("lr_scheduler_kwargs.num_decay_steps", "int"),
            ("lr_scheduler_kwargs.num_stable_steps", "int"), ("lr_scheduler_kwargs.min_lr_ratio", "float"),
        }.Select(key => new DeclaredKey(key.Path, key.Types) { Source = "transformers/optimization.py, torch/utils/checkpoint.py" });

    /// <summary>LLaMA-Factory's arguments.</summary>
    public static FrameworkRecipe LlamaFactory() => new("llama-factory", "LLaMA-Factory", checkout =>
        checkout.ClassKeys(
            [.. checkout.Files("src/llamafactory/hparams", "_args.py"), .. checkout.Files("src/llmtuner/hparams", "_args.py")],
            "ModelArguments", "DataArguments", "TrainingArguments", "FinetuningArguments", "GeneratingArguments", "EvaluationArguments",
            "MegatronBridgeArguments")
        .Concat(checkout.ClassKeys([Arguments], "TrainingArguments")).Concat(OlderKeys()))
    {
        // hparams/parser.py: HfArgumentParser refuses a key that no class has; mcore_adapter's arguments come from another package.
        CompleteAt = [""],
        OpenedBy =
        [
            "tensor_model_parallel_size", "pipeline_model_parallel_size", "expert_model_parallel_size",
            "virtual_pipeline_model_parallel_size",
            "use_distributed_optimizer", "context_parallel_size", "sequence_parallel", "kt_config",
        ],
        Outdated = Older,
    };

    /// <summary>The arguments of LLaMA-Factory's second generation.</summary>
    public static FrameworkRecipe LlamaFactorySecond() => new("llama-factory-v1", "LLaMA-Factory", checkout =>
        checkout.ClassKeys(checkout.Files("src/llamafactory/v1/config", ".py"), "ModelArguments", "DataArguments", "TrainingArguments",
            "SampleArguments")
        .Concat(new[] { "kernel_config", "peft_config", "quant_config", "dist_config", "optim_config", "lr_scheduler_config",
        "init_config" }
            .Select(section => new DeclaredKey(section + ".name", "str") { Source = "src/llamafactory/v1/config/arg_utils.py" })));

    /// <summary>ms-swift's arguments.</summary>
    public static FrameworkRecipe MsSwift() => new("ms-swift", "ms-swift", checkout =>
        checkout.ClassKeys([.. checkout.Files("swift/arguments", ".py"), .. checkout.Files("swift/trainers", "arguments.py"),
            .. checkout.Files("swift/rlhf_trainers", "arguments.py")], "RLHFArguments", "PretrainArguments")
        .Concat(checkout.ClassKeys([Arguments], "TrainingArguments")).Concat(OlderKeys()))
    {
        Outdated = Older,
    };

    private static IEnumerable<DeclaredKey> OlderKeys() => Older.Keys.Select(name => new DeclaredKey(name) { Source = "transformers 4" });
}
