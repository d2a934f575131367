using System;
using System.Collections.Generic;

namespace TrainingLint.Configs.Words;

/// <summary>Lists of words, written as one text with spaces between them, which is how a long list is read and compared best.</summary>
internal static class WordList
{
    /// <summary>The words of a text, each once, told apart by case.</summary>
    public static HashSet<string> Of(string words) => new(InOrder(words), StringComparer.Ordinal);

    /// <summary>The words of a text in their order.</summary>
    public static string[] InOrder(string words) => words.Split([' '], StringSplitOptions.RemoveEmptyEntries);
}
