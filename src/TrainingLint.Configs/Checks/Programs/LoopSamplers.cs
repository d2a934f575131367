using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// The samplers of loaders that a loop trains on, whatever their names, where none hears of the epoch
/// (<c>torch/utils/data/distributed.py</c>: without set_epoch() the same ordering is used in every epoch).
/// </summary>
internal static class LoopSamplers
{
    private static readonly Regex Built = TrainingProgram.Pattern(@"^(?<name>\w+)=(?:[\w.]+\.)?DistributedSampler\((?<arguments>.*)\)$");

    private static readonly string[] Engines = ["set_epoch", "Trainer", "trainer", "accelerat", "fabric", "ignite", ".epoch ="];

    // Named after the training they are told by EpochSamplers; those of an evaluation keep their order by right.
    private static readonly string[] Others = ["train", "val", "test", "eval", "dev"];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("DistributedSampler(") || program.Outline.Mentions(Engines) || program.Steps.Count == 0)
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Built.Match(line.Text) is { Success: true } built && built.Groups["name"].Value is var name
                && built.Groups["arguments"].Value.IndexOf("shuffle", StringComparison.Ordinal) < 0
                && !Array.Exists(Others, other => name.IndexOf(other, StringComparison.OrdinalIgnoreCase) >= 0)
                && LoaderOf(program, line, name) is { } loader && program.Lines.Any(loop => IsTrainedOn(program, loop, loader)))
            {
                EpochSamplers.Tell(program, line, name);
                return;
            }
        }
    }

    private static string? LoaderOf(TrainingProgram program, OutlineLine line, string sampler) => program.Lines
        .Where(other => ReferenceEquals(other.Function, line.Function)
            && other.Text.IndexOf("DataLoader(", StringComparison.Ordinal) > 0
            && Regex.IsMatch(other.Text, "[,(]sampler=" + sampler + "[,)]"))
        .Select(other => other.Text.Split('=')[0]).FirstOrDefault(ProgramText.IsPath);

    private static bool IsTrainedOn(TrainingProgram program, OutlineLine loop, string loader) => loop.Word == "for"
        && ProgramText.HasWord(loop.Text, loader) && loop.Loops.Any(outer => EpochSamplers.Epochs.IsMatch(outer.Text))
        && program.Steps.Any(step => step.Line.IsIn(loop));
}
