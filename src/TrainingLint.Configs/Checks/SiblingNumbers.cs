using System;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// A number of a home-made file that is many times what all files beside it have, which are like it otherwise and agree with each other;
/// and what is no number there at all. Notes: the odd one may be meant.
/// </summary>
internal static class SiblingNumbers
{
    private const int LeastFiles = 4;

    // Files that differ by no more than that among themselves agree.
    private const double Agreement = 10;
    private const double FarOff = 30;

    private static readonly string[] Lengths = ["freq", "interval", "every", "patience", "steps", "iters", "epochs", "max"];

    /// <summary>Notes numbers that are far from those of the files beside.</summary>
    /// <param name="document">The file.</param>
    /// <param name="own">Its keys.</param>
    /// <param name="kin">The keys of the files beside it that are like it.</param>
    /// <param name="isOfTraining">Whether a word is one of a training.</param>
    public static void Observe(CheckedDocument document, KeyPaths own, KeyPaths[] kin, Func<string, bool> isOfTraining)
    {
        foreach (var (path, entry) in own.All.Select(pair => (pair.Key, pair.Value)))
        {
            var word = KeyWords.Normalize(entry.Key.Text);
            if (entry.Value is MappingNode || !document.IsOwn(entry.Key) || word.Contains("seed") || !(isOfTraining(word) || IsLength(word)))
            {
                continue;
            }

            var others = kin.Select(other => other[path]?.Value).OfType<ScalarNode>().Select(value => ScalarResolver.AnyNumber(value.Text))
                .OfType<double>().Where(number => number > 0).ToArray();
            if (others.Length >= LeastFiles && others.Length >= kin.Length * 0.8 && others.Max() <= Agreement * others.Min()
                && IsFarOff(entry.Value, others))
            {
                Note(document, path, entry.Value, others);
            }
        }
    }

    private static bool IsLength(string word) => KeyWords.Split(word) is { Count: > 1 } words && Lengths.Contains(words[words.Count - 1]);

    // References and expressions are numbers once they are resolved; the program knows what an empty value means.
    private static bool IsFarOff(ConfigNode value, double[] others) => value switch
    {
        ScalarNode scalar when ScalarResolver.AnyNumber(scalar.Text) is { } number =>
            number > 0 && (number > FarOff * others.Max() || number < others.Min() / FarOff),
        SequenceNode { Items.Count: 1 } list => list.Items[0] is ScalarNode only && ScalarResolver.AnyNumber(only.Text) is not null,
        _ => false,
    };

    private static void Note(CheckedDocument document, string path, ConfigNode value, double[] others)
    {
        var text = (value as ScalarNode)?.Text ?? "a list";
        var range = others.Min().Equals(others.Max()) ? others[0].ToString(CultureInfo.InvariantCulture)
            : FormattableString.Invariant($"{others.Min()} to {others.Max()}");
        document.Observe(new WrongTypeObservation(value.Place, path, text, "a number near " + range,
            FormattableString.Invariant($"that is what {others.Length} files of this folder have there that are like it"), Severity.Info));
    }
}
