using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Idioms;

/// <summary>
/// Ways other than LoRA to train a few new weights beside frozen ones, told by the names of their settings
/// (huggingface/peft <c>src/peft/utils/peft_types.py</c>, THUDM/ChatGLM-6B <c>ptuning/arguments.py</c>). Their sound rates differ by
/// decades, 3e-5 for orthogonal factors and 0.3 for soft prompts, so none is held to the rates of whole models.
/// </summary>
internal static class AdapterMethods
{
    private static readonly HashSet<string> Names = new(
        ["adalora", "boft", "oft", "ia3", "loha", "lokr", "vera", "fourierft", "hra", "vblora", "randlora", "shira", "ptuning"],
        StringComparer.Ordinal);

    private static readonly string[] Prompts =
    [
        "pre_seq_len", "prefix_projection", "num_virtual_tokens", "n_virtual_tokens", "prompt_tuning", "prefix_tuning", "p_tuning", "soft_prompt",
        "prompt_length", "num_prompt_tokens", "prefix_length",
    ];

    /// <summary>True where a key belongs to such a method.</summary>
    /// <param name="keys">Keys in lower case with underscores.</param>
    public static bool Speak(IEnumerable<string> keys) => keys.Any(key => SpeaksOfPrompts(key) || key.Split('_').Any(Names.Contains));

    /// <summary>The regime that the keys of such a method tell; null where no key belongs to one.</summary>
    /// <param name="keys">Keys in lower case with underscores.</param>
    public static Regime? RegimeOf(IReadOnlyCollection<string> keys) =>
        keys.Any(SpeaksOfPrompts) ? Regime.LinearProbe : Speak(keys) ? Regime.Unknown : null;

    private static bool SpeaksOfPrompts(string key) => Array.IndexOf(Prompts, key) >= 0;
}
