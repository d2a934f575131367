using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Programs;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// Sections whose name is no word of the program, while the program reads most keys beside it, and a name that is one slip away or
/// differs in capitals only: <c>OPTIMIZER:</c> where <c>cfg["optimizer"]</c> is read. All that stands below is lost.
/// </summary>
internal static class UnreadSections
{
    private const int Deepest = 1;
    private const int LeastRead = 2;
    private const double LeastShare = 0.6;
    private const int ShortestSlip = 6;

    /// <summary>Notes the sections that nothing reads.</summary>
    public static void Observe(ConfigView view, ProgramIndex program, ICollection<Observation> observations)
    {
        // Hydra lays parts under names of the author's own, which its references read.
        if (!view.Root.Has("defaults") && !view.Root.Has("__global__"))
        {
            Observe(view, view.Root, "", 0, program, observations);
        }
    }

    private static void Observe(ConfigView view, MappingNode parent, string path, int depth, ProgramIndex program,
        ICollection<Observation> observations)
    {
        var read = parent.Entries.Where(entry => program.FindKey(entry.Key.Text) is not null).ToArray();
        var isRead = read.Length >= LeastRead && read.Length >= LeastShare * parent.Entries.Count;
        foreach (var entry in parent.Entries.Where(entry => entry.Value is MappingNode { Entries.Count: > 0 }
            && ReferenceEquals(entry.Key.Source, view.File)))
        {
            var name = entry.Key.Text;
            var full = path.Length == 0 ? name : path + "." + name;
            if (isRead && program.Find(name) is null && !IsReferredTo(view, name)
                && Meant(parent, name, program) is { } meant && program.FindKey(meant) is { } line)
            {
                var how = Slip.IsCaseOrSeparator(name, meant) ? "spelt otherwise" : "one slip away";
                observations.Add(new WithoutEffectObservation(entry.Key.Place, full, name, "no source of the repository has that word; '"
                    + meant + "', " + how + ", is read in " + line + ", so nothing of the section is", Severity.Warning)
                { Source = UnreadKeys.PlaceOf(line) });
            }
            else if (depth < Deepest)
            {
                Observe(view, (MappingNode)entry.Value, full, depth + 1, program, observations);
            }
        }
    }

    private static bool IsReferredTo(ConfigView view, string name) =>
        view.File.Text.IndexOf("{" + name, StringComparison.Ordinal) >= 0
        || view.File.Text.IndexOf("@" + name, StringComparison.Ordinal) >= 0;

    private static string? Meant(MappingNode parent, string name, ProgramIndex program) =>
        program.NearestTo(name) is { } meant && !parent.Has(meant) && meant.TrimEnd('s') != name.TrimEnd('s')
            && !char.IsDigit(name[name.Length - 1]) && name[0] != '_'
            && (name.Length >= ShortestSlip || Slip.IsCaseOrSeparator(name, meant)) ? meant : null;
}
