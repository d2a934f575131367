using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Programs;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// The one reference of a file that points nowhere, such as <c>lr: ${base.rate}</c>, where no source of the repository joins files, reads
/// a command line into them or fills in variables: whatever reads the file stops there, or takes the text for the number.
/// </summary>
internal static class DanglingReferences
{
    // Words of programs that join files, or a command line to them, before they ask for a value...
    private static readonly string[] Joiners = ["hydra", "merge", "unsafe_merge", "merge_with", "from_dotlist", "from_cli", "compose",
        "initialize_config_dir", "register_new_resolver", "register_resolver", "LightningCLI", "pyrallis"];

    // ... and of those that fill in texts of this form without OmegaConf.
    private static readonly string[] Fillers = ["expandvars", "Template", "jinja2", "substitute", "safe_substitute", "pyhocon",
        "interpolate", "resolve"];

    public static void Observe(ConfigView view, IReadOnlyList<Leaf> leaves, ProgramIndex program, ICollection<Observation> observations)
    {
        if (!view.IsComplete || view.Root.Has("defaults"))
        {
            return;
        }

        var dangling = leaves.Where(leaf => TargetOf(leaf) is { } target && !view.Has(target)).Take(2).ToArray();
        if (dangling.Length != 1 || !ReferenceEquals(dangling[0].Entry.Value.Source, view.File) || !IsNumber(dangling[0])
            || TargetOf(dangling[0]) is not { } target || !target.Any(char.IsLower) || program.Find(target.Split('.')[0]) is not null
            || (program.Find("OmegaConf") is null ? Fillers : Joiners).Any(word => program.Find(word) is not null))
        {
            return;
        }

        var value = (ScalarNode)dangling[0].Entry.Value;
        observations.Add(new UnresolvedObservation(value.Place, dangling[0].Path, value.Text.Trim(), "the file has no '" + target
            + "', and no source of the repository supplies it from elsewhere")
        { IsBroken = true });
    }

    private static string? TargetOf(Leaf leaf) =>
        leaf.Entry.Value is ScalarNode { Tag: null } scalar ? OmegaConfReference.Target(scalar.Text.Trim(), leaf.Path) : null;

    private static bool IsNumber(Leaf leaf) =>
        RateKey.Of(leaf.Word) is not null || Vocabulary.Numbers.Any(row => row.Words.Contains(leaf.Word));
}
