using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// Flat keys that say whose section they belong to, such as <c>G_optimizer_lr</c> and <c>D_scheduler_milestones</c> of adversarial training:
/// they are read as the keys of a section <c>G_optimizer</c> would be.
/// </summary>
internal static class PlayerPrefixes
{
    private static readonly string[] Sections = ["optimizer", "optim", "scheduler", "sched"];

    /// <summary>The same values, those with such a prefix in a section of their own.</summary>
    public static IReadOnlyList<Leaf> Unfold(IReadOnlyList<Leaf> leaves) => [.. leaves.Select(Unfold)];

    private static Leaf Unfold(Leaf leaf)
    {
        var key = leaf.Entry.Key.Text;
        var first = key.IndexOf('_');
        var second = first < 1 ? -1 : key.IndexOf('_', first + 1);
        if (second < 0 || second == key.Length - 1 || !IsPlayer(key.Substring(0, first))
            || !Sections.Contains(key.Substring(first + 1, second - first - 1), StringComparer.OrdinalIgnoreCase))
        {
            return leaf;
        }

        var name = key.Substring(second + 1);
        return leaf with
        {
            Segments = [.. leaf.Segments.Take(leaf.Segments.Count - 1), key.Substring(0, second), name],
            Word = KeyWords.Normalize(name),
        };
    }

    // KAIR has an average of its own beside the generator: E_decay, E_optimizer_...
    private static bool IsPlayer(string word) => word is "E" || Vocabulary.Players.Contains(word.ToLowerInvariant());
}
