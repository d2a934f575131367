using System.Net;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Probing.Html;

/// <summary>Text inside of HTML.</summary>
internal static class HtmlText
{
    /// <summary>A text as the content of an element or of a quoted attribute.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(PlainText.Of(text));
}
