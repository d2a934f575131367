using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace TrainingLint.Core.Knowledge;

/// <summary>The name of an optimizer as words and as letters.</summary>
internal sealed class OptimizerName
{
    private static readonly string[] WordPrefixes = ["fused", "paged", "nv"];
    private static readonly string[] WordSuffixes = ["", "w", "8bit", "w8bit", "32bit", "4bit"];

    private readonly List<string> _words;

    /// <summary>A name as a framework writes it; of an import path the class decides.</summary>
    public OptimizerName(string name)
    {
        _words = Words(name);
        Letters = string.Concat(_words);
    }

    /// <summary>Its letters and digits, in lower case.</summary>
    public string Letters { get; }

    /// <summary>The first of some rows that fits; null when none does.</summary>
    public OptimizerProfile? Profile(IEnumerable<OptimizerProfile> rows) => rows.FirstOrDefault(Fits);

    /// <summary>True when one of the rows of a kind fits, whether or not another one goes before it.</summary>
    public bool Any(IEnumerable<OptimizerProfile> rows, Func<OptimizerProfile, bool> isMeant) => rows.Any(row => isMeant(row) && Fits(row));

    // A word that is not among the letters is none of the words either.
    private bool Fits(OptimizerProfile row) => Contains(Letters, row.Spelling) && (!row.IsWord || HasWord(_words, row.Spelling));

    private static bool Contains(string letters, string fragment) => letters.IndexOf(fragment, StringComparison.Ordinal) >= 0;

    private static bool HasWord(List<string> words, string name)
    {
        foreach (var word in words)
        {
            if (IsWord(word, name))
            {
                return true;
            }
        }

        return false;
    }

    // The name with at most one of the prefixes before it and one of the suffixes behind it.
    private static bool IsWord(string word, string name)
    {
        var at = word.IndexOf(name, StringComparison.Ordinal);
        return at >= 0
            && (at == 0 || Array.IndexOf(WordPrefixes, word.Substring(0, at)) >= 0)
            && Array.IndexOf(WordSuffixes, word.Substring(at + name.Length)) >= 0;
    }

    // DecoupledLionW, paged_lion_8bit, FusedLAMB: words end at punctuation and where a capital follows or ends a run of capitals.
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder(name.Length);
        var text = LastPart(name);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var startsWord = char.IsUpper(c) && i > 0 && (!char.IsUpper(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1])));
            if ((startsWord || !char.IsLetterOrDigit(c)) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
        }

        words.Add(word.ToString());
        return words;
    }

    // torch.optim.Adam, timm.optim.create_optimizer and other import paths: the class decides, not the module.
    private static string LastPart(string name)
    {
        var parts = name.Split('.', ':');
        return parts[parts.Length - 1];
    }
}
