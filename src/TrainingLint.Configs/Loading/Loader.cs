using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Words;

namespace TrainingLint.Configs.Loading;

/// <summary>How references inside a config are written.</summary>
internal enum Interpolation
{
    /// <summary>None: <c>${...}</c> is literal text.</summary>
    None,

    /// <summary>OmegaConf: <c>${a.b}</c>, relative <c>${.b}</c>, resolvers <c>${name:argument}</c>.</summary>
    OmegaConf,

    /// <summary>Whatever is common: OmegaConf's form, and <c>@a#b</c> of MONAI bundles.</summary>
    Common,

    /// <summary>mmengine: <c>{{_base_.a.b}}</c>, and names that a base file's import brings.</summary>
    MmEngine,

    /// <summary>HyperPyYAML: <c>!ref &lt;a[b]&gt; * 2</c>.</summary>
    HyperPyYaml,
}

/// <summary>How a framework turns a file into values: the facts on which the reading of scalars depends.</summary>
/// <param name="Name">The loader, for people.</param>
/// <param name="Schema">Which plain scalars become numbers.</param>
internal sealed record Loader(string Name, ScalarSchema Schema)
{
    /// <summary>What happens to a number that arrives as text; null where the framework converts it.</summary>
    public string? TextNumberConsequence { get; init; }

    /// <summary>The same for an item of a list, where the loader evaluates whole scalars only; null where items are treated alike.</summary>
    public string? TextInListConsequence { get; init; }

    /// <summary>What happens to a number that arrives as text at a given key, where that differs from key to key; null where the framework converts it.</summary>
    public Func<string, string?>? TextNumberConsequenceAt { get; init; }

    /// <summary>What happens to a number that arrives as text at a key; null where the framework converts it.</summary>
    public string? ConsequenceOfText(string key) => TextNumberConsequenceAt is { } at ? at(key) : TextNumberConsequence;

    /// <summary>How references are written.</summary>
    public Interpolation Interpolation { get; init; }

    /// <summary>True where a duplicate key stops the load.</summary>
    public bool RejectsDuplicateKeys { get; init; }

    /// <summary>True where an unknown key stops the load.</summary>
    public bool RejectsUnknownKeys { get; init; }

    /// <summary>The program behind the loader, for people.</summary>
    public string Reader { get; init; } = Name;

    /// <summary>True where a second document in the file stops the load.</summary>
    public bool TakesOneDocument { get; init; } = true;

    /// <summary>True where tags of the framework's own (<c>!new:</c>, <c>!include</c>) have a meaning, or may have one.</summary>
    public bool KnowsOwnTags { get; init; }

    /// <summary>False where tags of Python objects (<c>!!python/tuple</c>) certainly stop the load.</summary>
    public bool KnowsPythonTags { get; init; } = true;

    /// <summary>True where a comment in JSON certainly stops the load.</summary>
    public bool RefusesJsonComments { get; init; }

    /// <summary>True where whole scalars go through Python's literal_eval, so that <c>(1, 2)</c> is a list.</summary>
    public bool EvaluatesLiterals { get; init; }
}

/// <summary>The loaders in use, each with its source.</summary>
internal static class Loaders
{
    private static readonly HashSet<string> MlAgentsWholeNumbers = new(StringComparer.Ordinal)
    {
        "batch_size", "buffer_size", "num_epoch", "buffer_init_steps", "hidden_units", "num_layers", "sequence_length", "memory_size",
        "time_horizon", "summary_freq", "checkpoint_interval", "keep_checkpoints", "save_steps", "team_change", "swap_steps", "window",
        "steps", "samples_per_update", "seed", "num_envs", "num_areas", "encoding_size",
    };

    private const string TypeErrorLater = "PyTorch then stops with a TypeError when the optimizer is built";

    /// <summary>PyYAML safe_load with nothing that converts later (YAML 1.1 resolver, <c>yaml/resolver.py</c>).</summary>
    public static Loader PyYaml { get; } = new("PyYAML", ScalarSchema.Yaml11) { TextNumberConsequence = TypeErrorLater };

    /// <summary>PyYAML behind a typed layer (pydantic, argparse) that converts text to numbers.</summary>
    public static Loader PyYamlTyped { get; } = new("PyYAML with typed fields", ScalarSchema.Yaml11) { Reader = "PyYAML" };

    /// <summary>Python's argparse, by default strict (<c>Lib/argparse.py</c>); the type of an argument is in its tag.</summary>
    public static Loader Argparse { get; } = new("argparse", ScalarSchema.Yaml11WithExponents) { RejectsUnknownKeys = true };

    /// <summary>transformers' parser of dataclasses, on top of argparse (<c>src/transformers/hf_argparser.py</c>).</summary>
    public static Loader HfArgumentParser { get; } = Argparse with { Name = "HfArgumentParser" };

    /// <summary>PyYAML into dacite's strict dataclasses (nanotron <c>config/config.py</c>).</summary>
    public static Loader PyYamlStrict { get; } = new("PyYAML", ScalarSchema.Yaml11)
    {
        RejectsUnknownKeys = true,
        TextNumberConsequence = "dacite then refuses the file with a WrongTypeError",
    };

    /// <summary>yacs and fvcore CfgNode: literal_eval on whole scalars, unknown keys refused (<c>yacs/config.py</c>).</summary>
    public static Loader Yacs { get; } = new("yacs", ScalarSchema.Yaml11)
    {
        RejectsUnknownKeys = true,
        EvaluatesLiterals = true,
        TextInListConsequence = "yacs evaluates whole values but not the items of a YAML list, so text is compared with a number; write (1e4, 2e4) or spell the numbers out",
    };

    /// <summary>PyYAML whose values reach Paddle as they are.</summary>
    public static Loader Paddle { get; } = new("PyYAML", ScalarSchema.Yaml11) { KnowsOwnTags = true, TextNumberConsequence = "Paddle then computes with text and stops with a TypeError" };

    /// <summary>PyYAML, then literal_eval over the values of mappings (PaddleClas, <c>ppcls/utils/config.py</c>).</summary>
    public static Loader PaddleClas { get; } = new("PyYAML with literal_eval", ScalarSchema.Yaml11)
    {
        Reader = "PyYAML",
        EvaluatesLiterals = true,
        TextInListConsequence = "PaddleClas evaluates the values of mappings but not the items of a list, so Paddle computes with text and stops",
    };

    /// <summary>OmegaConf and Hydra (<c>omegaconf/_utils.py</c>).</summary>
    public static Loader OmegaConf { get; } =
        new("OmegaConf", ScalarSchema.Yaml11WithExponents) { Interpolation = Interpolation.OmegaConf, RejectsDuplicateKeys = true };

    /// <summary>OmegaConf whose values reach the optimizer as they are: it reads every spelling of a number, so only quotes make text of one.</summary>
    public static Loader OmegaConfUntyped { get; } = OmegaConf with { TextNumberConsequence = TypeErrorLater };

    /// <summary>jsonargparse, the loader of the Lightning command line (<c>jsonargparse/_loaders_dumpers.py</c>).</summary>
    public static Loader JsonArgparse { get; } = new("jsonargparse", ScalarSchema.Yaml11WithExponents) { RejectsUnknownKeys = true };

    /// <summary>HyperPyYAML: ruamel.yaml in YAML 1.2 mode with references (<c>hyperpyyaml/core.py</c>).</summary>
    public static Loader HyperPyYaml { get; } =
        new("HyperPyYAML", ScalarSchema.Yaml12) { KnowsOwnTags = true, Interpolation = Interpolation.HyperPyYaml, EvaluatesLiterals = true };

    /// <summary>OmegaConf without resolving, then dataclasses that check nothing (LLaMA-Factory <c>hparams/parser.py</c>).</summary>
    public static Loader LlamaFactory { get; } = new("OmegaConf", ScalarSchema.Yaml11WithExponents)
    {
        RejectsDuplicateKeys = true,
        RejectsUnknownKeys = true,
        TextNumberConsequence = "nothing converts it and training stops with a TypeError; remove the quotes",
    };

    /// <summary>A reader about whom nothing is known: numbers are taken as meant, references are followed in the common form.</summary>
    public static Loader Unspecified { get; } = new("the loader", ScalarSchema.Yaml11WithExponents)
    {
        Reader = "PyYAML",
        TakesOneDocument = false,
        KnowsOwnTags = true,
        Interpolation = Interpolation.Common,
    };

    /// <summary>
    /// ML-Agents: PyYAML, then cattrs by the type of the field (<c>mlagents/trainers/settings.py</c>). Text becomes a float where one is wanted;
    /// <c>int("1e4")</c> fails, except for max_steps, which goes through float first.
    /// </summary>
    public static Loader MlAgents { get; } = new("PyYAML", ScalarSchema.Yaml11)
    {
        RejectsUnknownKeys = true,
        TextNumberConsequenceAt = key => MlAgentsWholeNumbers.Contains(KeyWords.LastSegment(key))
            ? "the field is a whole number and int() refuses the text, so mlagents-learn stops with a ValueError"
            : null,
    };

    /// <summary>rl_zoo3: PyYAML; text is taken for a schedule such as lin_3e-4 or handed on as it is (<c>rl_zoo3/exp_manager.py</c>).</summary>
    public static Loader RlZoo { get; } = new("PyYAML", ScalarSchema.Yaml11)
    {
        TextNumberConsequence = "the zoo takes the text for a schedule such as lin_3e-4, or hands it on as text, and stops with an error; write !!float before it",
    };

    /// <summary>ESPnet2: PyYAML as defaults of argparse, which converts top-level values only (<c>espnet2/utils/config_argparse.py</c>).</summary>
    public static Loader EspNet { get; } = new("PyYAML", ScalarSchema.Yaml11)
    {
        RejectsUnknownKeys = true,
        TextNumberConsequenceAt = key => key.IndexOf('.') >= 0 ? TypeErrorLater : null,
    };

    /// <summary>configargparse: every value is converted by argparse (<c>onmt/utils/parse.py</c>), unknown keys are dropped.</summary>
    public static Loader ConfigArgParse { get; } = new("configargparse", ScalarSchema.Yaml11);

    /// <summary>Ludwig: PyYAML; the rate may be a number or the text auto, so other text passes the schema and fails later (<c>ludwig/schema/trainer.py</c>).</summary>
    public static Loader Ludwig { get; } = new("PyYAML", ScalarSchema.Yaml11)
    {
        TextNumberConsequence = "Ludwig keeps it as text, because a rate may be a word such as auto, and fails when it computes with it",
    };

    /// <summary>fairseq: OmegaConf against typed sections (<c>fairseq/dataclass/configs.py</c>); tuples are text that is evaluated later.</summary>
    public static Loader Fairseq { get; } = OmegaConf with { EvaluatesLiterals = true };

    /// <summary>JSON.</summary>
    public static Loader Json { get; } = new("JSON", ScalarSchema.Json) { TextNumberConsequence = "the framework receives text where it computes with a number" };

    /// <summary>DeepSpeed's JSON reader, which refuses duplicate keys (<c>deepspeed/runtime/config_utils.py</c>).</summary>
    public static Loader DeepSpeedJson { get; } = Json with { Name = "DeepSpeed's JSON reader", Reader = "DeepSpeed's JSON reader", RejectsDuplicateKeys = true, RefusesJsonComments = true };
}
