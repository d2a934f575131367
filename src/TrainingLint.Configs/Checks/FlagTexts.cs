using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Flags that are written as text: <c>"False"</c> in quotes, which Python takes for true, and misspelt <c>true</c> and <c>false</c>.</summary>
internal static class FlagTexts
{
    private static readonly Dictionary<string, string> Misspelt = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ture"] = "true",
        ["treu"] = "true",
        ["truee"] = "true",
        ["ttrue"] = "true",
        ["trrue"] = "true",
        ["truue"] = "true",
        ["flase"] = "false",
        ["fasle"] = "false",
        ["fales"] = "false",
        ["fals"] = "false",
        ["falsee"] = "false",
        ["flse"] = "false",
        ["tru"] = "true",
        ["rtue"] = "true",
        ["tue"] = "true",
        ["trua"] = "true",
        ["afalse"] = "false",
        ["falsr"] = "false",
        ["fallse"] = "false",
        ["faslse"] = "false",
    };

    // What stands here is handed on as text: to the environment, or to a command line.
    private static readonly string[] TextSections = ["env", "envs", "environment", "env_vars", "environment_variables", "args", "command", "tags", "labels", "nccl", "galore_config", "extra_args", "cli"];

    public static void Observe(CheckedDocument document)
    {
        foreach (var leaf in document.Leaves)
        {
            if (leaf.Entry.Value is not ScalarNode scalar || !document.IsOwn(scalar) || scalar.Tag is not null
                || scalar.Text.Length is < 3 or > 6)
            {
                continue;
            }

            if (Misspelt.TryGetValue(scalar.Text, out var meant))
            {
                document.Observe(new UnknownNameObservation(scalar.Place, leaf.Path, "value", scalar.Text, Capitals(scalar.Text, meant), "As text it counts as true in Python, or is refused",
                    document.IsHomeMade ? Severity.Warning : Severity.Error));
            }
            else if (scalar.Style == ScalarStyle.Quoted && scalar.Text is "False" or "false" && IsKeptAsText(document, leaf)
                && scalar.Read(document.Dialect.Loader.Schema).Kind == ScalarKind.Text)
            {
                document.Observe(new WrongTypeObservation(scalar.Place, leaf.Path, "the text \"" + scalar.Text + "\"", "false without quotes", "every text but the empty one counts as true in Python", Severity.Warning));
            }
        }
    }

    // argparse and pydantic turn the text into a flag again, and yacs evaluates it.
    private static bool IsKeptAsText(CheckedDocument document, Leaf leaf) =>
        (document.IsHomeMade
            || (document.Dialect.Loader.ConsequenceOfText(leaf.Path) is not null && !document.Dialect.Loader.EvaluatesLiterals)
            || document.Dialect.Name is "rl-games")
        && document.View.File.Format.Kind == FormatKind.Document
            && !leaf.Segments.Any(segment => TextSections.Contains(KeyWords.Normalize(segment)))
            && leaf.Entry.Key.Text != leaf.Entry.Key.Text.ToUpperInvariant();

    private static string Capitals(string written, string meant) => char.IsUpper(written[0])
        ? char.ToUpperInvariant(meant[0]) + meant.Substring(1) : meant;
}
