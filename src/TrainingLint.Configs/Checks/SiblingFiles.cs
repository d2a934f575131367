using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// A key of a home-made document that the files beside it, which are like it otherwise, spell in another way or hold in another section:
/// one program reads them all.
/// </summary>
internal static class SiblingFiles
{
    private const int MostListed = 1000;
    private const int MostLookedAt = 40;
    private const int MostFiles = 12;
    private const int LeastFiles = 3;
    private const int LeastKeys = 6;
    private const double Alike = 0.7;
    // Where a section lacks more than that, another part of the program reads the file.
    private const int MostLost = 1;
    private const double LeastOfSection = 0.6;
    private const double NearlyAll = 0.8;
    private const double HardlyAny = 0.2;

    // What a loss, a teacher or an evaluation has as well.
    private static readonly string[] OfMany = ["gamma", "momentum", "batch_size", "step_size", "milestones"];

    public static void Observe(CheckedDocument document)
    {
        if (!document.IsHomeMade || document.View.File.Format.Kind != FormatKind.Document || document.View.Files is not { } files
            || document.View.File.FullPath is not { } path || new KeyPaths(document.View.Root) is not { Count: >= LeastKeys } own)
        {
            return;
        }

        var known = files.Once(() => new ConcurrentDictionary<string, KeyPaths?>(StringComparer.Ordinal));
        var kin = Around(files.Neighbours(path, MostListed), path)
            .Select(other => known.GetOrAdd(other, name => Read(files, name))).OfType<KeyPaths>()
            .Select(other => (Paths: other, Likeness: own.Likeness(other))).Where(other => other.Likeness >= Alike)
            .OrderByDescending(other => other.Likeness).Take(MostFiles).Select(other => other.Paths).ToArray();
        if (kin.Length >= LeastFiles)
        {
            SiblingNumbers.Observe(document, own, kin, IsOfTraining);
            Compare(document, own, kin);
        }
    }

    // Names that begin alike belong together more often than not.
    private static IEnumerable<string> Around(IReadOnlyList<string> sorted, string path)
    {
        var place = sorted.Count(other => string.CompareOrdinal(other, path) < 0);
        return sorted.Skip(Math.Max(0, Math.Min(place - (MostLookedAt / 2), sorted.Count - MostLookedAt))).Take(MostLookedAt);
    }

    private static KeyPaths? Read(ConfigFiles files, string path) =>
        files.Peek(path) is { Problems.Count: 0, Roots.Count: > 0 } parsed && parsed.Roots[0] is MappingNode root
            ? new KeyPaths(root) : null;

    private static void Compare(CheckedDocument document, KeyPaths own, KeyPaths[] kin)
    {
        var missing = kin.SelectMany(other => other.All).GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .Where(same => same.Count() >= NearlyAll * kin.Length && own[same.Key] is null && !document.View.Has(same.Key))
            .Select(same => (Path: same.Key, same.First().Value)).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var noted = "";
        foreach (var (path, entry) in own.All.Select(pair => (pair.Key, pair.Value)))
        {
            if ((noted.Length > 0 && path.StartsWith(noted + ".", StringComparison.Ordinal)) || !document.IsOwn(entry.Key)
                || kin.Count(other => other[path] is not null) > HardlyAny * kin.Length)
            {
                continue;
            }

            // What the program names is a key of its own, however like another it looks.
            if (document.Program?.Find(entry.Key.Text) is not null)
            {
                continue;
            }

            if (Misspelt(document, path, entry, missing, kin.Length) || Moved(document, own, path, entry, missing, kin))
            {
                noted = path;
            }
        }
    }

    private static bool Misspelt(CheckedDocument document, string path, MappingEntry entry, (string Path, MappingEntry Entry)[] missing,
        int files)
    {
        var name = entry.Key.Text;
        (string? Path, MappingEntry Entry) meant = missing.FirstOrDefault(other => DottedName.Parent(other.Path) == DottedName.Parent(path)
            && entry.Value.GetType() == other.Entry.Value.GetType() && IsMeant(name, other.Entry));
        if (meant.Path is null)
        {
            return false;
        }

        document.Observe(new MisspeltKeyObservation(entry.Key.Place, path, name, meant.Entry.Key.Text,
            files.ToString(CultureInfo.InvariantCulture) + " files of this folder that are like it have '" + meant.Entry.Key.Text
                + "' there, and one program reads them all"));
        return true;
    }

    private static bool IsMeant(string name, MappingEntry other)
    {
        var meant = other.Key.Text;
        return (other.Value is MappingNode || IsOfTraining(KeyWords.Normalize(meant)))
            && (Slip.IsOne(name, meant) || Slip.IsCaseOrSeparator(name, meant));
    }

    private static bool Moved(CheckedDocument document, KeyPaths own, string path, MappingEntry entry,
        (string Path, MappingEntry Entry)[] missing, KeyPaths[] kin)
    {
        var (name, parent) = (entry.Key.Text, DottedName.Parent(path));
        if (entry.Value is not ScalarNode value || !IsOfTraining(KeyWords.Normalize(name)) || OfMany.Contains(KeyWords.Normalize(name))
            || (parent.Length > 0 && !Array.Exists(kin, other => other[parent] is not null)))
        {
            return false;
        }

        var homes = missing.Where(other => other.Entry.Key.Text == name && other.Entry.Value is ScalarNode
            && own[DottedName.Parent(other.Path)]?.Value is MappingNode).Take(2).ToArray();
        if (homes.Length != 1 || missing.Count(other => DottedName.Parent(other.Path) == DottedName.Parent(homes[0].Path)
            && other.Entry.Value is ScalarNode) > MostLost || IsAnotherSection(own, kin, DottedName.Parent(homes[0].Path)))
        {
            return false;
        }

        document.Observe(new WithoutEffectObservation(entry.Key.Place, path, name + ": " + value.Text,
            kin.Length.ToString(CultureInfo.InvariantCulture) + " files of this folder that are like it hold it at '" + homes[0].Path
                + "', which is not set here, and one program reads them all", Severity.Warning));
        return true;
    }

    // A section with hardly more than a name in it is not the one from which a key has slipped.
    private static bool IsAnotherSection(KeyPaths own, KeyPaths[] kin, string section)
    {
        var sizes = kin.Select(other => (other[section]?.Value as MappingNode)?.Entries.Count ?? 0).OrderBy(size => size).ToArray();
        return own[section]?.Value is MappingNode mine && mine.Entries.Count + 1 < LeastOfSection * sizes[sizes.Length / 2];
    }

    private static bool IsOfTraining(string word) => Vocabulary.Evidence.Contains(word) || RateKey.Of(word) is not null
        || Vocabulary.Numbers.Any(row => row.Words.Contains(word)) || word is "milestones" or "gamma" or "step_size" or "momentum";
}
