using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace TrainingLint.Core.Knowledge;

/// <summary>
/// What model names tell: the kind and the size, from a table of names (sizes from the models' own cards and papers) and from sizes that
/// stand in the name itself, as in <c>Llama-3.1-8B</c> or <c>opt-125m</c>.
/// </summary>
public static class KnownModels
{
    private const double Million = 1e6;
    private const double Billion = 1e9;
    private const int LongestName = 200;

    // A mixture that is written as 8x7B has a little less than the product, since attention is shared.
    private static readonly LazyRegex Mixture = new(@"(?<![a-z0-9.])(\d{1,3})x(\d{1,3}(?:\.\d)?)\s?b(?![a-z0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly LazyRegex Size = new(@"(?<![a-z0-9.])(\d{1,4}(?:\.\d{1,2})?)\s?([bm])(?![a-z0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Part of a name between hyphens, kind, millions of weights (0: its size stands elsewhere in the name, or nowhere). The first that fits
    // decides.
    private static readonly (string Name, ModelKind Kind, double Millions)[] Table =
    [
        .. Rows(
            ModelKind.Diffusion,
            "stable-diffusion-3 2000, stable-diffusion-xl 2600, sdxl 2600, stable-diffusion 860, sd15 860, sd1-5 860, sd3 2000, "
            + "flux 12000, flux1 12000, flux2 32000, wan, wan2, wan21, wan22, hunyuan-video 13000, hunyuanvideo 13000, "
            + "hunyuan 13000, hunyuan-image 17000, pixart 600, cogvideox, ltx-video 2000, ltxv 2000, qwen-image 20000, kolors 2600, "
                + "mochi 10000, "
            + "auraflow 6800, chroma 8900, hidream 17000, lumina 2000, sana 1600, z-image 6000"),
        .. Rows(
            ModelKind.TextToText,
            "t5-small 60, t5-base 220, t5-large 770, t5-xxl 11000, t5-xl 3000, mt5-small 300, mt5-base 580, mt5-large 1230, t5, "
            + "mt5, byt5, codet5, ul2 20000"),
        .. Rows(
            ModelKind.TextEncoder,
            "xlm-roberta-base 278, xlm-roberta-large 560, distilroberta 82, roberta-base 125, roberta-large 355, distilbert 66, "
            + "modernbert-base 149, modernbert-large 395, bert-tiny 4.4, bert-mini 11, bert-small 29, bert-base 110, "
            + "bert-large 336, deberta-v3-base 184, deberta-v3-large 435, deberta-v3-small 141, deberta-base 139, "
            + "deberta-large 405, electra-small 14, electra-base 110, electra-large 335, mpnet-base 110, albert-base 12, "
            + "scibert 110, biobert 110, finbert 110, codebert 125, graphcodebert 125, camembert-base 110, longformer-base 149, "
            + "xlnet-base 117, xlnet-large 340, layoutlm 113, layoutlmv3 125, bart-base 139, bart-large 406, mbart 610, "
            + "pegasus 568, opus-mt 77, xlm-roberta, roberta, deberta, modernbert, bert"),
        .. Rows(
            ModelKind.LanguageModel,
            "distilgpt2 82, gpt2-medium 355, gpt2-large 774, gpt2-xl 1558, gpt2 124, gpt-j 6053, phi-2 2780, phi-3-mini 3800, "
            + "phi3-mini 3800, phi-3-5-mini 3800, phi-4-mini 3800, phi-4 14000, zephyr 7240, tinyllama 1100, mistral-nemo 12000, "
            + "mistral-small 24000, llama, llama2, llama3, codellama, mistral, mixtral 46700, qwen, qwen2, qwen2-5, qwen3, gemma, "
            + "gemma2, gemma3, falcon, pythia, opt, bloom, smollm, smollm2, olmo, olmo2, deepseek, internlm, internlm2, baichuan, "
            + "vicuna, starcoder, starcoder2, mpt, granite, chatglm, glm-4, gpt-neo, gpt-neox, gpt-oss, yi, phi-3, phi, ministral, "
            + "nemotron"),
        .. Rows(
            ModelKind.Speech,
            "wav2vec2-base 95, wav2vec2-large 317, hubert-base 95, hubert-large 317, wavlm-base 95, wavlm-large 317, "
            + "whisper-tiny 39, whisper-base 74, whisper-small 244, whisper-medium 769, whisper-large 1550, wav2vec2, xls-r, "
            + "whisper"),
        .. Rows(
            ModelKind.Detector,
            "generalizedrcnn, fasterrcnn, maskrcnn, cascadercnn, faster-rcnn, mask-rcnn, retinanet, fcos"),
        .. Rows(
            ModelKind.DetectionTransformer,
            "detr 41, deformable-detr 40, conditional-detr 44"),
        .. Rows(
            ModelKind.Vision,
            "vit-tiny 5.7, vit-small 22, vit-base 86, vit-large 304, vit-huge 632, vit-b 86, vit-l 304, vit-h 632, deit-tiny 5.7, "
            + "deit-small 22, deit-base 86, swin-tiny 28, swin-small 50, swin-base 88, swin-large 197, convnext-tiny 29, "
            + "convnext-base 89, beit-base 87, resnet18 11.7, resnet34 21.8, resnet50 25.6, resnet101 44.5, resnet152 60.2, "
            + "resnet-18 11.7, resnet-50 25.6, resnet-101 44.5"),
    ];

    // Heads that draft tokens for a large model are small, whatever the model's size in their name.
    private static readonly string[] Drafts = ["dflash", "dspark", "eagle", "eagle3", "medusa", "draft", "drafter", "domino"];

    // Trained in bfloat16 with activations beyond 65504: documentation of T5 and Gemma (huggingface/transformers), and of
    // kohya-ss/musubi-tuner for the video models.
    private static readonly string[] NeedBfloat16 =
    [
        "t5", "mt5", "umt5", "byt5", "ul2", "gemma", "gemma2", "gemma3", "hunyuan", "hunyuan-video", "hunyuanvideo", "wan", "wan21",
            "wan22", "qwen-image",
    ];

    // Published in bfloat16, and losses of 0 or NaN in float16 reported (QwenLM/Qwen3 670, hiyouga/LLaMA-Factory 950 and 4278,
    // kohya-ss/sd-scripts 1571 for FLUX.1; zai-org/CogVideo recommends BF16 for its 5B); others
    // train them in float16 without harm.
    private static readonly string[] PublishedInBfloat16 =
        ["qwen2", "qwen2-5", "qwen3", "baichuan2", "flux", "flux1", "flux-1", "flux2", "cogvideox-5b"];

    // Models made from another, whose authors run them in float16 (model card of BAAI/bge-multilingual-gemma2).
    private static readonly string[] Embedders = ["bge", "e5", "embedding", "reranker"];

    /// <summary>True for a model whose activations leave the range of float16, so that its loss becomes NaN there.</summary>
    public static bool OverflowsInHalfPrecision(string name) => name.Length <= LongestName
        && Hyphenated(name) is var words && Array.Exists(NeedBfloat16, known =>
            words.IndexOf("-" + known + "-", StringComparison.Ordinal) >= 0)
        && !Array.Exists(Embedders, word => words.IndexOf("-" + word + "-", StringComparison.Ordinal) >= 0);

    /// <summary>True for a model that is published in bfloat16 and that may leave the range of float16.</summary>
    public static bool MayOverflowInHalfPrecision(string name) => name.Length <= LongestName
        && Hyphenated(name) is var words && Array.Exists(PublishedInBfloat16, known =>
            words.IndexOf("-" + known + "-", StringComparison.Ordinal) >= 0)
        && !Array.Exists(Embedders, word => words.IndexOf("-" + word + "-", StringComparison.Ordinal) >= 0);

    /// <summary>What a name or path tells; null where it names no known model and no size.</summary>
    /// <param name="name">Such as <c>meta-llama/Llama-3.1-8B</c>, <c>bert-base-uncased</c> or <c>/models/vit_large_patch16</c>.</param>
    public static KnownModel? Find(string name)
    {
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        var words = Hyphenated(name);
        if (Array.Exists(Drafts, draft => words.IndexOf("-" + draft, StringComparison.Ordinal) >= 0))
        {
            return null;
        }

        var row = Table.FirstOrDefault(row => words.IndexOf("-" + row.Name + "-", StringComparison.Ordinal) >= 0);
        var size = SizeIn(name) ?? (row.Millions > 0 ? row.Millions * Million : null);
        return row.Name is null && size is null ? null : new(row.Name is null ? ModelKind.Unknown : row.Kind, size);
    }

    private static IEnumerable<(string Name, ModelKind Kind, double Millions)> Rows(ModelKind kind, string rows) =>
        rows.Split([", "], StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(' '))
            .Select(row => (row[0], kind, row.Length > 1 ? Number(row[1]) : 0));

    private static double? SizeIn(string name)
    {
        if (Mixture.Match(name) is { Success: true } mixture)
        {
            return Number(mixture.Groups[1].Value) * Number(mixture.Groups[2].Value) * Billion;
        }

        return Size.Match(name) is { Success: true } size
            ? Number(size.Groups[1].Value) * (size.Groups[2].Value is "b" or "B" ? Billion : Million)
            : null;
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    // Llama-3.1-8B and llama3_1_8b become words between hyphens.
    private static string Hyphenated(string name)
    {
        var words = new StringBuilder(name.Length + 2).Append('-');
        foreach (var c in name)
        {
            words.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-');
        }

        return words.Append('-').ToString();
    }
}
