using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

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

    // Values of peft_type and beginnings of the classes that end in Config, without separators. Low-rank matrices keep the rates of LoRA.
    private static readonly HashSet<string> Types = new(
        [
            "prompttuning", "multitaskprompttuning", "ptuning", "promptencoder", "prefixtuning", "adaptionprompt", "cpt", "cartridge",
            "ia3", "lntuning", "trainabletokens", "boft", "oft", "psoft", "hra", "vera", "pvera", "vblora", "unilora", "tinylora",
                "randlora",
            "fourierft", "waveft", "c3a", "shira", "road", "adamss", "beft", "deft", "frod", "osf", "peanut", "poly", "supertuning",
        ],
        StringComparer.Ordinal);

    private static readonly string[] TypeKeys = ["peft_type", "peft_method", "tuner_type", "adapter_type"];

    private const string ConfigClass = "Config(";

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
        keys.Any(SpeaksOfPrompts) ? Regime.FewWeights : Speak(keys) ? Regime.Unknown : null;

    /// <summary>True where a setting names the type of such a method, as <c>peft_type: PROMPT_TUNING</c> does.</summary>
    public static bool AreNamedIn(MappingNode root) => LeafCollector.Collect(root, key => Array.IndexOf(TypeKeys,
        KeyWords.Normalize(key)) >= 0)
        .Any(leaf => leaf.Entry.Value is ScalarNode { Text: var name } && Types.Contains(NameLetters.Of(name)));

    /// <summary>The recipe as one of such a method, unless what it learns from is of more account.</summary>
    public static Recipe OfFewWeights(Recipe recipe) => recipe.Regime is Regime.Unknown or Regime.FineTuning or Regime.Adapter
        ? new RecipeBuilder(recipe) { Regime = Regime.FewWeights }.Build()
        : recipe;

    /// <summary>True where a program builds the settings of such a method, as <c>PromptTuningConfig(...)</c> does.</summary>
    /// <param name="program">The program's text.</param>
    public static bool AreBuiltBy(string program)
    {
        for (var at = program.IndexOf(ConfigClass, StringComparison.Ordinal); at >= 0; at = program.IndexOf(ConfigClass, at + 1,
            StringComparison.Ordinal))
        {
            var start = at;
            while (start > 0 && char.IsLetterOrDigit(program[start - 1]))
            {
                start--;
            }

            if (Types.Contains(program.Substring(start, at - start).ToLowerInvariant()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SpeaksOfPrompts(string key) => Array.IndexOf(Prompts, key) >= 0;
}
