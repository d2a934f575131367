using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Data that is streamed has no length, and then the trainer wants the number of steps: "max_steps has to be specified"
/// (<c>transformers/trainer.py</c>, __init__; LLaMA-Factory's <c>hparams/parser.py</c>: "Please specify `max_steps` in streaming mode").
/// </summary>
internal static class StreamingLengths
{
    private static readonly string[] Dialects = ["llama-factory", "ms-swift"];

    // Megatron counts iterations or samples instead.
    private static readonly string[] Lengths = ["max_steps", "max_epochs", "train_iters", "train_samples"];

    public static void Observe(CheckedDocument document)
    {
        if (!Dialects.Contains(document.Dialect.Name)
            || document.Leaves.FirstOrDefault(leaf => leaf.Word == "streaming") is not { Entry.Value: ScalarNode streaming } found
            || !string.Equals(streaming.Text, "true", StringComparison.OrdinalIgnoreCase) || !document.IsOwn(streaming)
            || document.View.Root.Command is { IsOpen: true }
            || document.Leaves.Any(leaf => Lengths.Contains(leaf.Word) && document.Number(leaf) is null or > 0))
        {
            return;
        }

        document.Observe(new WrongTypeObservation(
            streaming.Place, found.Path, "streamed data without max_steps", "max_steps beside it",
            "what is streamed has no length, so the trainer stops with a ValueError", Severity.Warning));
    }
}
