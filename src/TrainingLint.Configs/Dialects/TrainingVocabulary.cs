using System;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Dialects;

/// <summary>Words by which a text that cannot be parsed still shows that it configures a training.</summary>
internal static class TrainingVocabulary
{
    private static readonly Regex RateKey = new(
        @"(?im)^[ \t\-""']*(?:base_?|init(?:ial)?_?|peak_?|max_?)?(?:lr0?|learning_?rate)[""']?[ \t]*:",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>True when a line of the text sets a learning rate.</summary>
    public static bool SpeaksOfTraining(string text)
    {
        try
        {
            return RateKey.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
