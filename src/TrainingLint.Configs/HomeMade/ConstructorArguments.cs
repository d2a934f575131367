using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// Sections that are handed on whole to a constructor which they name: <c>{_target_: torch.optim.AdamW, lr: ...}</c> and
/// <c>{class_path: ..., init_args: {...}}</c>. An argument that the constructor does not have stops the call with a TypeError.
/// </summary>
internal static class ConstructorArguments
{
    private static readonly string[] Argument = ["init_args", "args", "kwargs", "params"];

    /// <summary>Notes arguments that are one slip away from one that the constructor has.</summary>
    public static void Observe(ConfigView view, IReadOnlyList<Leaf> leaves, ICollection<Observation> observations)
    {
        foreach (var name in leaves)
        {
            if (name.Entry.Key.Text is "_target_" or "class_path" && name.Entry.Value is ScalarNode { Text: var path }
                && ConstructorParameters.Of(path) is { } parameters)
            {
                var isHydra = name.Entry.Key.Text == "_target_";
                var section = view.Node(name.ParentPath.Length == 0 ? ""
                    : name.ParentPath) as MappingNode ?? (name.ParentPath.Length == 0 ? view.Root : null);
                var arguments = isHydra ? section : section?[Argument[0]] as MappingNode;
                Observe(view, path, isHydra ? name.ParentPath : Join(name.ParentPath, Argument[0]), arguments, parameters, observations);
            }
        }
    }

    private static void Observe(ConfigView view, string path, string section, MappingNode? arguments,
        IReadOnlyCollection<string> parameters, ICollection<Observation> observations)
    {
        foreach (var entry in arguments?.Entries.Where(entry => ReferenceEquals(entry.Key.Source, view.File)) ?? [])
        {
            var written = entry.Key.Text;
            if (written.StartsWith("_", StringComparison.Ordinal) || written is "params" or "optimizer" || parameters.Contains(written)
                || parameters.FirstOrDefault(parameter => IsMeant(written, parameter) && !arguments!.Has(parameter)) is not { } meant)
            {
                continue;
            }

            observations.Add(new MisspeltKeyObservation(entry.Key.Place, Join(section, written), written, meant,
                "stops with a TypeError when it is called")
            { Framework = path, IsRefused = true });
        }
    }

    private static bool IsMeant(string written, string parameter) =>
        (written.Length >= 4 && Slip.IsOne(written, parameter)) || Slip.IsCaseOrSeparator(written, parameter);

    private static string Join(string path, string key) => path.Length == 0 ? key : path + "." + key;
}
