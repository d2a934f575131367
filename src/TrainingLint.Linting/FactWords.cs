using System;
using System.Text;

namespace TrainingLint.Linting;

/// <summary>Canonical names of facts as people say them.</summary>
public static class FactWords
{
    private static readonly string[] Abbreviations = ["LoRA", "GAE"];

    /// <summary>A canonical name as words: <c>learningRate</c> as <c>learning rate</c>, <c>loraRank</c> as <c>LoRA rank</c>.</summary>
    public static string Of(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && char.IsLower(name[i - 1]);
            words.Append(startsWord ? " " : "").Append(startsWord ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        var text = words.ToString();
        var abbreviation = Array.Find(Abbreviations, known => text.StartsWith(known + " ", StringComparison.OrdinalIgnoreCase));
        return abbreviation is null ? text : abbreviation + text.Substring(abbreviation.Length);
    }
}
