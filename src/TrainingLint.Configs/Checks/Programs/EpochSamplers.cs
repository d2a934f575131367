using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// A DistributedSampler that never hears of the epoch, which is part of the seed of its order (<c>torch/utils/data/distributed.py</c>:
/// without set_epoch() the same ordering is used in every epoch).
/// </summary>
internal static class EpochSamplers
{
    private static readonly Regex Built = TrainingProgram.Pattern(
        @"^(?<name>(?:self\.)?\w*train\w*)=(?:[\w.]+\.)?DistributedSampler\((?<arguments>.*)\)$", RegexOptions.IgnoreCase);

    /// <summary>A loop over epochs.</summary>
    public static readonly Regex Epochs = TrainingProgram.Pattern(@"^for \w*(?:epoch|ep)\w* in ", RegexOptions.IgnoreCase);

    private static readonly string[] Engines = ["set_epoch", "Trainer", "trainer", "accelerat", "fabric", "ignite", "shuffle=False"];

    public static void Observe(TrainingProgram program)
    {
        if (program.Outline.Mentions(Engines) || program.Steps.Count == 0)
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Built.Match(line.Text) is { Success: true } match
                && match.Groups["arguments"].Value.IndexOf("shuffle", StringComparison.Ordinal) < 0
                && program.Lines.Any(loop => Epochs.IsMatch(loop.Text) && !program.Lines.Any(inner => inner.IsIn(loop)
                    && Handed(inner.Text, match.Groups["name"].Value)))
                && !Epochs.IsMatch(line.Parent?.Text ?? ""))
            {
                Tell(program, line, match.Groups["name"].Value);
                return;
            }
        }
    }

    /// <summary>Notes a sampler that keeps the order of the first epoch.</summary>
    public static void Tell(TrainingProgram program, OutlineLine line, string name) =>
        program.Note("unshuffled-training-data", line, "'" + name + "' shuffles by its seed and the epoch, and nothing tells it the epoch: "
            + "every epoch has the order of the first; call set_epoch(epoch) at the start of each.", Core.Findings.Severity.Info);

    private static bool Handed(string text, string name) => Regex.IsMatch(text, @"[(,=]" + Regex.Escape(name) + @"[),]");
}
