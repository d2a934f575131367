using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// What the files of a folder have in common. A slip of the pen does not happen in four files at once: a zero that all of them write is
/// a word of the program that reads them, such as the <c>grad_accum_steps = 0</c> of PredictiveIntelligenceLab/jaxpi.
/// </summary>
internal static class FolderHabits
{
    private const int MostListed = 1000;
    private const int MostLookedAt = 40;
    private const int LeastFiles = 3;

    /// <summary>True where at least three files beside this one write the same value behind the same key.</summary>
    public static bool Write(ConfigView view, string key, string text)
    {
        if (view.Files is not { } files || view.File.FullPath is not { } path)
        {
            return false;
        }

        var written = new Regex(@"(?<![\w-])" + Regex.Escape(key) + @"['""]? {0,4}[=:] {0,4}" + Regex.Escape(text) + @"(?![\w.])",
            RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));
        return files.Neighbours(path, MostListed).Take(MostLookedAt)
            .Where(other => files.Peek(other) is { } parsed && written.IsMatch(parsed.Source.Text)).Take(LeastFiles).Count() == LeastFiles;
    }
}
