using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Words in the curly quotes of a word processor, which no loader takes for quotes: they become a part of the word.</summary>
internal static class CurlyQuotes
{
    private const string Opening = "\u201c\u2018\u201e\u201d\u2019";
    private const string Closing = "\u201d\u2019\u201c";
    private const int LongestWord = 60;

    public static void Observe(CheckedDocument document)
    {
        foreach (var leaf in document.Leaves)
        {
            if (leaf.Entry.Value is ScalarNode { Style: ScalarStyle.Plain, Text: { Length: > 2 and < LongestWord } text } scalar
                && Opening.IndexOf(text[0]) >= 0 && Closing.IndexOf(text[text.Length - 1]) >= 0 && text.IndexOf(' ') < 0
                    && document.IsOwn(scalar))
            {
                document.Observe(new WrongTypeObservation(
                    scalar.Place, leaf.Path, "the text " + text + " with its curly quotes", "straight quotes, or none",
                    "the quotes become a part of the word, which no program then knows", Severity.Warning));
            }
        }
    }
}
