using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Checks.Traps;

/// <summary>
/// The files of facts in this folder, embedded into the assembly. A file is read when something needs it: a document of one of its
/// dialects, or a program that imports one of its modules.
/// </summary>
internal static class TrapFiles
{
    /// <summary>Name of a file, dialects of documents, modules of programs.</summary>
    internal static readonly IReadOnlyList<(string Name, string[] Dialects, string[] Modules)> Index =
    [
        ("accelerate", [], ["accelerate"]),
        ("albumentations", [], ["albumentations"]),
        ("axolotl", ["axolotl"], []),
        ("deepspeed", ["deepspeed"], ["deepspeed"]),
        ("diffusers", [], ["diffusers"]),
        ("flair", [], ["flair"]),
        ("litgpt", ["litgpt"], []),
        ("llama-factory", ["llama-factory"], []),
        ("megatron-lm", ["megatron-lm"], []),
        ("monai", [], ["monai"]),
        ("ms-swift", ["ms-swift"], []),
        ("nanogpt", ["nanogpt", "nanogpt-train"], []),
        ("openrlhf", ["openrlhf"], []),
        ("peft", [], ["peft"]),
        ("segmentation-models", [], ["segmentation_models_pytorch"]),
        ("sentence-transformers", [], ["sentence_transformers"]),
        ("simpletransformers", [], ["simpletransformers"]),
        ("spacy", ["spacy"], []),
        ("timm", [], ["timm"]),
        ("torch", [], ["torch"]),
        ("torchtune", ["torchtune"], []),
        ("torchvision", [], ["torchvision"]),
        ("transformers", ["transformers", "trl"], ["transformers"]),
        ("trl", ["transformers", "trl"], ["trl"]),
        ("unsloth", [], ["unsloth"]),
        ("verl", ["verl"], []),
    ];

    private static readonly ConcurrentDictionary<string, TrapFile> Made = new(StringComparer.Ordinal);

    /// <summary>The facts about documents of a dialect.</summary>
    public static IEnumerable<SettingTrap> OfDialect(string dialect) =>
        Index.Where(row => row.Dialects.Contains(dialect)).SelectMany(row => Of(row.Name).Settings);

    /// <summary>The file about documents that a text may be one of; null for most.</summary>
    public static TrapFile? OfText(string text) =>
        text.IndexOf("distributed_type", StringComparison.Ordinal) >= 0 ? Of("accelerate") : null;

    /// <summary>The files about modules that a program imports.</summary>
    public static IEnumerable<(TrapFile File, string[] Modules)> OfProgram(string text) =>
        Index.Where(row => row.Modules.Any(module => Imports(text, module))).Select(row => (Of(row.Name), row.Modules));

    /// <summary>True where a program imports a module or a part of it.</summary>
    internal static bool Imports(string text, string module) => Array.Exists(["from ", "import "], word =>
    {
        for (var at = text.IndexOf(word + module, StringComparison.Ordinal); at >= 0;
            at = text.IndexOf(word + module, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length + module.Length;
            if (end == text.Length || !(char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-'))
            {
                return true;
            }
        }

        return false;
    });

    /// <summary>A file as it is read; one of ours that cannot be is a mistake of ours, which the first test sees.</summary>
    internal static TrapFile Of(string name) => Made.GetOrAdd(name, static file =>
    {
        var problems = new List<DialectProblem>();
        var read = TrapFile.Read(DocumentParser.Parse(ShippedFile.Text("Traps", file + ".yaml")), problems);
        return problems.Count == 0 ? read : throw ShippedFile.Broken(problems);
    });
}
