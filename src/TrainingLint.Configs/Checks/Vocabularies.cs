using System;
using System.Linq;
using TrainingLint.Configs.Reading;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Tokens beyond the vocabulary, and sequences beyond the positions of the same section: an embedding has no row for them
/// (<c>torch/nn/functional.py</c>, embedding: index out of range; Megatron-LM's <c>arguments.py</c> asserts max_position_embeddings &gt;=
/// seq_length).
/// </summary>
internal static class Vocabularies
{
    private static readonly string[] Sizes = ["vocab_size", "vocabulary_size", "n_vocab", "num_embeddings"];

    private static readonly string[] Tokens =
        ["pad_token_id", "bos_token_id", "eos_token_id", "unk_token_id", "mask_token_id", "sep_token_id", "cls_token_id",
            "decoder_start_token_id", "pad_id", "bos_id", "eos_id", "padding_idx", "pad_idx", "bos_idx", "eos_idx"];

    private static readonly string[] Positions = ["max_position_embeddings", "n_positions", "max_positions", "num_positions"];

    private static readonly string[] Lengths =
        ["max_seq_length", "max_seq_len", "seq_length", "seq_len", "sequence_length", "block_size", "n_ctx", "max_length"];

    // Rotations and biases need no table, and may be stretched.
    private static readonly string[] Stretched = ["rope", "rotary", "yarn", "alibi"];

    public static void Observe(CheckedDocument document)
    {
        foreach (var token in document.Leaves.Where(leaf => Tokens.Contains(leaf.Word)))
        {
            // Some count one for padding on top, which the embedding then has.
            if (document.Number(token) is { } id && document.Beside(token, Sizes) is { } vocabulary
                && document.Number(vocabulary) is > 1 and var size && id > size)
            {
                document.ObserveUnfit(token, FormattableString.Invariant($"less than {size}, which is '{vocabulary.Entry.Key.Text}'"),
                    "the embedding has no row for it, which is an IndexError, or on a GPU a failed assertion");
            }
        }

        foreach (var length in document.Leaves.Where(leaf => Lengths.Contains(leaf.Word)))
        {
            if (document.Number(length) is { } tokens && document.Beside(length, Positions) is { } positions
                && document.Number(positions) is > 1 and var known && tokens > known
                && !document.Siblings[length.ParentPath].Any(IsStretched))
            {
                document.ObserveUnfit(length, FormattableString.Invariant($"at most {known}, which is '{positions.Entry.Key.Text}'"),
                    "there is no embedding for the positions beyond");
            }
        }
    }

    private static bool IsStretched(Leaf leaf) => Array.Exists(Stretched, word => leaf.Word.IndexOf(word, StringComparison.Ordinal) >= 0
        || (leaf.Entry.Value is Documents.ScalarNode { Text: var text } && text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));
}
