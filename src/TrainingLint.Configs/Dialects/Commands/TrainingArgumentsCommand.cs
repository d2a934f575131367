using System;
using TrainingLint.Configs.Dialects.LanguageModels;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>
/// Scripts that hand their flags to <c>transformers.HfArgumentParser</c>: those of transformers and TRL, and most fine-tuning code of the world.
/// The parser takes <c>--learning-rate</c> for <c>--learning_rate</c> and refuses what it does not know (<c>src/transformers/hf_argparser.py</c>).
/// </summary>
internal sealed class TrainingArgumentsCommand() : Trl("transformers", Loaders.HfArgumentParser)
{
    public override int Precedence => 389;

    public override bool IsWrittenIn(ConfigFormat format) => format.Kind == FormatKind.CommandLine;

    // The *_no_trainer.py scripts of transformers share the words, not the parser.
    public override bool Recognises(ConfigView config) =>
        config.Root.Command is { } command && command.Stem.IndexOf("no_trainer", StringComparison.Ordinal) < 0 && command.Stem is not ("swift" or "megatron" or "lmf")
        && !config.HasAny("lr", "lr_warmup_steps", "finetuning_type", "train_iters", "tuner_type", "train_type")
        && (base.Recognises(config) || IsByItsDeepSpeedFile(config));

    // --deepspeed is the flag of TrainingArguments (DeepSpeed's own is --deepspeed_config), and its file must agree with the defaults of
    // all that is not said.
    private static bool IsByItsDeepSpeedFile(ConfigView config) =>
        config.Text("deepspeed") is { } file && file.EndsWith(".json", StringComparison.Ordinal)
        && config.Count("do_train", "do_eval", "output_dir", "overwrite_output_dir", "model_name_or_path", "fp16", "bf16", "train_file",
            "validation_file", "dataset_name", "logging_dir", "learning_rate", "warmup_steps", "max_steps", "save_steps") >= 4
        && config.HasAny("do_train", "overwrite_output_dir");
}
