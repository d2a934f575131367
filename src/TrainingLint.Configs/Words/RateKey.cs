using System;
using System.Linq;

namespace TrainingLint.Configs.Words;

/// <summary>Tells a learning rate from the many keys that only look like one.</summary>
/// <param name="Player">Whose rate it is in adversarial or actor-critic training; null for the only or main one.</param>
/// <param name="Part">Which part of the model it is for; null for all of it.</param>
internal sealed record RateKey(string? Player, string? Part)
{
    private static readonly string[] Stems = ["learning_rate", "lr", "base_lr"];

    // G_optimizer_lr is the generator's rate (KAIR), as lr_g is.
    private static readonly string[] Neutral = ["optimizer", "optim", "opt"];

    /// <summary>What a normalized key says of a rate; null when it is none (<c>lr_mult</c>, <c>lr_decay</c>, <c>min_lr</c>...).</summary>
    public static RateKey? Of(string word)
    {
        if (Vocabulary.Rates.Contains(word))
        {
            return new RateKey(null, null);
        }

        // Nearly no key has anything to do with rates.
        if (word.IndexOf("lr", StringComparison.Ordinal) < 0 && word.IndexOf("learning_rate", StringComparison.Ordinal) < 0)
        {
            return null;
        }

        foreach (var stem in Stems)
        {
            if (RestOf(word, stem) is not { } rest)
            {
                continue;
            }

            // lr_policy and lr_value say how a rate behaves, policy_lr and value_lr whose it is.
            var isSuffix = word.StartsWith(stem + "_", StringComparison.Ordinal);
            if (isSuffix && rest is "policy" or "value" or "base" or "q" or "arch")
            {
                return null;
            }

            if (OwnerOf(rest) is { } owner)
            {
                return owner;
            }
        }

        return null;
    }

    private static string? RestOf(string word, string stem) =>
        word.EndsWith("_" + stem, StringComparison.Ordinal) ? word.Substring(0, word.Length - stem.Length - 1)
        : word.StartsWith(stem + "_", StringComparison.Ordinal) ? word.Substring(stem.Length + 1)
        : null;

    private static RateKey? OwnerOf(string rest)
    {
        var words = KeyWords.Split(rest).Where(word => !Neutral.Contains(word)).ToArray();
        return words.Length == 0 ? null
            : words.All(Vocabulary.Players.Contains) ? new RateKey(string.Join("_", words), null)
            : words.All(piece => Vocabulary.Parts.Contains(piece) || Vocabulary.Players.Contains(piece)) ? new RateKey(null, rest)
            : null;
    }
}
