using System.Text;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Networks;

/// <summary>Text for language models, written by small grammars of our own: letters, spaces and full stops.</summary>
internal static class CharacterText
{
    /// <summary>Letters, space and full stop.</summary>
    public const int Vocabulary = 28;

    private static readonly string[] Animals = ["cat", "dog", "fox", "hen", "owl", "rat", "bee", "ant"];
    private static readonly string[] Deeds = ["sees", "hears", "likes", "feeds", "finds"];
    private static readonly string[] Places = ["on the hill", "in the barn", "by the lake", "at home"];
    private static readonly string[] Tools = ["saw", "nail", "rope", "lamp", "wheel"];

    /// <summary>Sequences of equal length, row by row; each begins at a word.</summary>
    /// <param name="count">Sequences.</param>
    /// <param name="length">Characters of each.</param>
    /// <param name="seed">Seed of the sentences.</param>
    /// <param name="isOther">Whether they are sentences of the second kind: the place first, the same words in another order, and tools, which are new.</param>
    public static int[] Sequences(int count, int length, int seed, bool isOther)
    {
        var random = new RandomNumbers(seed, RandomStream.Construction);
        var codes = new int[count * length];
        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder();
            while (text.Length < length)
            {
                text.Append(isOther ? OtherSentence(random) : Sentence(random));
            }

            for (var j = 0; j < length; j++)
            {
                codes[(i * length) + j] = CodeOf(text[j]);
            }
        }

        return codes;
    }

    private static string Sentence(RandomNumbers random) =>
        "the " + Of(Animals, random) + " " + Of(Deeds, random) + " a " + Of(Animals, random)
            + (random.NextUniform() < 0.5 ? " " + Of(Places, random) : "") + ". ";

    private static string OtherSentence(RandomNumbers random) => Of(Places, random) + " a " + Of(Animals, random) + " " + Of(Deeds, random)
        + " the " + Of(Tools, random) + ". ";

    private static string Of(string[] words, RandomNumbers random) => words[random.NextIndex(words.Length)];

    private static int CodeOf(char letter) => letter switch
    {
        ' ' => 26,
        '.' => 27,
        _ => letter - 'a',
    };
}
