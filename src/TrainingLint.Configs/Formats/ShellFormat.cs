using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.CommandLines;

namespace TrainingLint.Configs.Formats;

/// <summary>Scripts of POSIX shells and bash, those for SLURM and other schedulers included. Nothing in them is ever executed.</summary>
internal sealed class ShellFormat : ConfigFormat
{
    /// <summary>What starts a training, and what a training is told; a script without either is not read.</summary>
    internal static ByteMarks TrainingMarks { get; } = new(
        ["train", "python", "torchrun", "accelerate", "deepspeed", "swift", "yolo", "axolotl", "tune run", "trl ", "litgpt", "PYTHON", "fasttext", "marian"],
        ["lr", "LR", "learning", "LEARNING", "config", "cfg", ".yaml", ".yml", ".toml", "epoch", "steps",
            "_iterations", "dataroot", "--gpus", "--batch", "--resume"]);

    public override string Name => "shell script";

    public override FormatKind Kind => FormatKind.CommandLine;

    public override IReadOnlyList<string> Extensions { get; } = [".sh", ".bash", ".zsh", ".slurm", ".sbatch", ".slrm", ".sub", ".pbs"];

    public override ByteMarks? Marks => TrainingMarks;

    public override ParsedFile Parse(SourceFile source) => CommandScript.Parse(source);
}
