using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Widths that their attention heads do not divide: torch's MultiheadAttention, transformers and their relatives split the width evenly and
/// refuse the rest (<c>torch/nn/modules/activation.py</c>: embed_dim must be divisible by num_heads).
/// </summary>
internal static class AttentionHeads
{
    private static readonly string[] HeadWords = ["num_attention_heads", "num_heads", "n_heads", "n_head", "nhead", "attention_heads", "aheads", "attention_num_heads", "num_head"];

    private static readonly string[] WidthWords = ["hidden_size", "d_model", "embed_dim", "n_embd", "output_size", "adim", "hidden_dim",
        "embedding_dim", "hidden_channels", "emb_dim", "model_dim", "embed_size", "dim_model", "emb_size"];

    private static readonly string[] GroupWords = ["num_key_value_heads", "n_kv_heads", "num_kv_heads", "n_kv_head", "num_query_groups",
        "n_query_groups"];

    // Where a head has a width of its own, the model's width need not be a multiple; where attention has another width, it decides.
    private static readonly string[] OwnWidthWords = ["head_dim", "kv_channels", "attention_head_dim", "d_head", "dim_head", "head_size", "key_dim", "attention_dim", "qk_nope_head_dim", "attn_dim", "base_head_dim", "qkv_dim", "d_k", "d_v", "d_kv", "attn_hidden_channels", "attn_value_channels", "query_dim"];

    private const int ManyParts = 3;

    private static readonly LazyRegex GraphAttention = new(
        @"(?<![A-Za-z])(GAT|gat)(v2|V2)?(?![a-z])|graph_?att", RegexOptions.CultureInvariant);

    public static void Observe(CheckedDocument document)
    {
        // Without attention, the number of heads is a remnant (GPT-NeoX, configs/mamba). Graph attention joins what its heads return,
        // each as wide as it is told (torch_geometric/nn/conv/gat_conv.py: heads * out_channels; dgl/nn/pytorch/conv/gatconv.py).
        if (document.View.File.Text.IndexOf("mamba", StringComparison.OrdinalIgnoreCase) >= 0
            || GraphAttention.IsMatch(document.View.File.Text))
        {
            return;
        }

        foreach (var leaf in document.Leaves.Where(leaf => HeadWords.Contains(leaf.Word) && document.IsOwn(leaf.Entry.Value)))
        {
            var siblings = document.Siblings[leaf.ParentPath].ToArray();
            ObserveGroups(document, leaf, siblings);
            if (document.Number(leaf) is not { } heads || heads < 1 || heads != Math.Floor(heads)
                || siblings.Any(sibling => OwnWidthWords.Contains(sibling.Word)))
            {
                continue;
            }

            var widths = siblings.Where(sibling => WidthWords.Contains(sibling.Word) && document.Number(sibling) is not null).ToArray();
            // Of several widths one is that of attention, and of many parts with a width each, attention may lie in any.
            if (widths.Length > 0 && siblings.Count(IsWidthOfPart) < ManyParts
                && widths.All(one => document.Number(one) is { } width && width >= heads && width == Math.Floor(width)
                && width % heads != 0))
            {
                document.ObserveUnfit(
                    leaf,
                    FormattableString.Invariant($"a divisor of {document.Number(widths[0])}, which is '{widths[0].Entry.Key.Text}'"),
                    "attention splits the width evenly among its heads and refuses another number");
            }
        }
    }

    private static bool IsWidthOfPart(Leaf leaf) =>
        !WidthWords.Contains(leaf.Word) && leaf.Word.EndsWith("_dim", StringComparison.Ordinal);

    // transformers/models/llama/modeling_llama.py: num_key_value_groups = num_attention_heads // num_key_value_heads, by which keys repeat.
    private static void ObserveGroups(CheckedDocument document, Leaf leaf, Leaf[] siblings)
    {
        if (siblings.FirstOrDefault(sibling => GroupWords.Contains(sibling.Word)) is { } group
            && document.Number(group) is > 0 and var shared && document.Number(leaf) is > 0 and var heads && shared < heads
            && heads % shared != 0)
        {
            document.ObserveUnfit(
                group,
                FormattableString.Invariant($"a divisor of {heads}, which is '{leaf.Entry.Key.Text}'"),
                "each head of keys serves as many heads of queries as the others, so the shapes do not match");
        }
    }
}
