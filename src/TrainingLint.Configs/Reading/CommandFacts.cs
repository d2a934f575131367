using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>What the launcher of a command says, whatever the program: the number of devices.</summary>
internal static class CommandFacts
{
    private const string Key = "devices";

    // Its reader divides by itself.
    private const string Megatron = "megatron-lm";

    public static void Fill(ConfigView config, RecipeScope scope, RecipeBuilder draft)
    {
        if (!draft.Get(Facts.WorldSize).IsWritten && (draft.Dialect == Megatron || !SharesModel(config))
            && (config.Root.Command?.Devices ?? FromAccelerate(config)) is { } devices)
        {
            draft.Set(Facts.WorldSize, Values.Number(scope, devices, Key));
        }
    }

    // Devices that hold one model together see the same samples, so that their number does not multiply the batch.
    private static bool SharesModel(ConfigView config) =>
        LeafCollector.Collect(config.Root, MayShareModel).Any(leaf => leaf.Entry.Value is ScalarNode size && !NoShare.Contains(size.Text));

    private static bool MayShareModel(string key)
    {
        var word = KeyWords.Normalize(key);
        return Array.Exists(ModelShares, share => word == share || word.EndsWith("_" + share, StringComparison.Ordinal));
    }

    private static readonly string[] NoShare = ["1", "0", "-1", "none", "None", "null"];

    private static readonly string[] ModelShares =
    [
        "tp_size", "pp_size", "cp_size", "sp_size",
        "tensor_parallel_size", "pipeline_parallel_size", "context_parallel_size", "sequence_parallel_size",
        "tensor_model_parallel_size", "pipeline_model_parallel_size",
    ];

    /// <summary>What accelerate says of the precision, where the program itself says nothing.</summary>
    public static void FillPrecision(ConfigView config, RecipeScope scope, RecipeBuilder draft)
    {
        if (config.Root.Command is { Launcher: "accelerate", LauncherOptions: { } options } && !draft.Get(Facts.Precision).IsWritten
            && (options["mixed_precision"] ?? AccelerateFile(config)?["mixed_precision"]) is ScalarNode { Tag: not NodeTags.Unknown } precision)
        {
            draft.Set(Facts.Precision, Values.Text(scope, precision, "mixed_precision"));
        }
    }

    // accelerate launch --config_file f.yaml: the number of processes is in the file.
    private static ScalarNode? FromAccelerate(ConfigView config) =>
        AccelerateFile(config)?["num_processes"] is ScalarNode number && number.Read(ScalarSchema.Yaml11).Kind == ScalarKind.Integer ? number : null;

    private static MappingNode? AccelerateFile(ConfigView config) =>
        config.Root.Command is { Launcher: "accelerate", LauncherOptions: { } options }
            && options["config_file"] is ScalarNode { Tag: not NodeTags.Unknown } path
            ? config.Companion(path.Text)
            : null;

    /// <summary>The recipes of a command under the name of its program, and what is odd about the command itself.</summary>
    /// <param name="source">The file.</param>
    /// <param name="recipes">The recipes as the dialect has read them.</param>
    /// <param name="command">The command.</param>
    /// <param name="programs">How often each program has been met in the file so far.</param>
    /// <param name="observations">Receives what is odd.</param>
    public static IEnumerable<Recipe> Finish(SourceFile source, IReadOnlyList<Recipe> recipes, CommandLine command,
        IDictionary<string, int> programs, ICollection<Observation> observations)
    {
        if (command.Lost is { } lost)
        {
            var cause = lost.Cause;
            observations.Add(new CutCommandObservation(
                new Place(source.Path, cause.Line, cause.Column, cause.EndLine, cause.EndColumn), CauseOf(lost.Kind), lost.Flags,
                new Place(source.Path, lost.Span.Line, lost.Span.Column, lost.Span.EndLine, lost.Span.EndColumn)));
        }

        programs.TryGetValue(command.Stem, out var met);
        programs[command.Stem] = met + 1;
        var program = command.Stem + (met > 0 ? FormattableString.Invariant($" ({met + 1})") : "");
        return recipes.Select(recipe => new RecipeBuilder(recipe, recipe.Name is "training" ? program : program + "." + recipe.Name).Build());
    }

    private static string CauseOf(CutKind kind) => kind switch
    {
        CutKind.Comment => "this comment stands between continued lines and ends the command",
        CutKind.NoContinuation => "this line has no continuation character at its end, which ends the command",
        CutKind.EmptyLine => "this line is empty behind a continued one and ends the command",
        _ => "something stands behind the continuation character, so the line is not continued and the command ends here",
    };
}
