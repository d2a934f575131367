using System.Collections.Generic;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>Python programs and config files, of which the literal part is read and nothing is run.</summary>
internal sealed class PythonFormat : ConfigFormat
{
    /// <summary>Key of what else a mapping holds, when that is not seen: <c>**arguments</c>, a base of which nothing is known.</summary>
    public const string Rest = "**";

    /// <summary>Words of which a program that sets up a training has one: a rate, or a class that brings its own.</summary>
    internal static readonly string[] TrainingWords =
    [
        "lr=", "lr =", "lr: ", "LR: ", "lr'", "lr\"", "LR =", "LR=", "_LR", "LR_", "learning_rate", "LEARNING_RATE", "TrainingArguments(",
            "SFTConfig(", "DPOConfig(", "GRPOConfig(", "stable_baselines3", "sb3_contrib", "ultralytics",
        "lightly_train", "rllib", "pytorch_lightning", "lightning.pytorch",
        "TrainConfig(", "optim_wrapper", "param_scheduler", "lr_config", "_base_", "read_base", "keras", "optimizer=", "optim.", "evaluation_steps", "lr_scheduler", "AnnealingLR", "\"scheduler\"", "'scheduler'",
        ".backward(", ".zero_grad", "PeftModel.from_pretrained",
        "random_split(",
        "lightgbm", "xgboost", "catboost", "from sklearn", "optuna", "hyperopt", "gensim", "fasttext", "tianshou", "flwr", "deepxde",
        "begin_training(",
        "sentence_transformers", "from flair", "from accelerate", "from trl",
        "nn.Module", "GradientTape", "optax.", ".minimize(", "flax.training", "DataLoader(", "train_test_split(",
        "fit_transform(", "ImageDataGenerator(", ".state_dict()", "eval_set=",
    ];

    private static readonly ByteMarks TrainingMarks = new(TrainingWords);

    public override string Name => "Python";

    public override FormatKind Kind => FormatKind.Code;

    public override IReadOnlyList<string> Extensions { get; } = [".py"];

    public override ByteMarks? Marks => TrainingMarks;

    public override ScalarSchema? Schema => ScalarSchema.Python;

    public override ParsedFile Parse(SourceFile source) =>
        new(source, PythonRoots.Of(PythonStatements.Read(new MappedText(source))), [], []);
}
