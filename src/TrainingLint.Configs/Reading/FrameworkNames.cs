using System;
using System.Collections.Generic;

namespace TrainingLint.Configs.Reading;

/// <summary>Frameworks by the fixed names of their dialects, as they call themselves.</summary>
internal static class FrameworkNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["anomalib"] = "Anomalib",
        ["axolotl"] = "Axolotl",
        ["basicsr"] = "BasicSR",
        ["deepspeed"] = "DeepSpeed",
        ["detectron2"] = "detectron2",
        ["espnet"] = "ESPnet",
        ["fairseq"] = "fairseq",
        ["hrnet"] = "HRNet",
        ["hydra-lightning"] = "the program that Hydra starts",
        ["joeynmt"] = "Joey NMT",
        ["latent-diffusion"] = "latent-diffusion",
        ["lightning-cli"] = "Lightning's command line",
        ["litgpt"] = "LitGPT",
        ["llama-factory"] = "LLaMA-Factory",
        ["llm-foundry"] = "LLM Foundry",
        ["ludwig"] = "Ludwig",
        ["ml-agents"] = "ML-Agents",
        ["nanotron"] = "nanotron",
        ["nemo"] = "NeMo",
        ["olmo"] = "OLMo",
        ["open-instruct"] = "open-instruct",
        ["opennmt-py"] = "OpenNMT-py",
        ["openpcdet"] = "OpenPCDet",
        ["paddleclas"] = "PaddleClas",
        ["paddledetection"] = "PaddleDetection",
        ["paddleseg"] = "PaddleSeg",
        ["pycls"] = "pycls",
        ["rl-games"] = "rl_games",
        ["rl-zoo"] = "the RL Zoo",
        ["rt-detr"] = "RT-DETR",
        ["slowfast"] = "PySlowFast",
        ["speechbrain"] = "SpeechBrain",
        ["swin"] = "Swin-Transformer",
        ["torchtune"] = "torchtune",
        ["trl"] = "TRL's argument parser",
        ["trlx"] = "trlX",
        ["ultralytics"] = "Ultralytics",
        ["vissl"] = "VISSL",
        ["wenet"] = "WeNet",
    };

    /// <summary>The framework of a dialect; null for a dialect that belongs to none.</summary>
    public static string? Of(string dialect) => Names.TryGetValue(dialect, out var name) ? name : null;
}
