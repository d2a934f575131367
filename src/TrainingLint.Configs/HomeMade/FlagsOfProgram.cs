using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Words;

namespace TrainingLint.Configs.HomeMade;

/// <summary>The names of the flags that the program of a command declares with argparse.</summary>
internal static class FlagsOfProgram
{
    private static readonly Regex Flag = new(
        @"add_argument\(\s*(?:[""']-\w+[""']\s*,\s*)?[""']--(?<name>[\w-]+)[""']", RegexOptions.CultureInvariant);

    // Many commands start one program.
    private static readonly ConditionalWeakTable<SourceFile, string[]> Known = new();

    /// <summary>True when the program is seen and has a flag for a rate beside others of a training.</summary>
    public static bool HaveRate(ConfigView command)
    {
        if (ProgramFile.Find(command, command.Files) is not { } script)
        {
            return false;
        }

        var words = Known.GetValue(script, Read);
        return Array.Exists(words, word => RateKey.Of(word) is not null) && Array.Exists(words, Vocabulary.Evidence.Contains);
    }

    private static string[] Read(SourceFile script) =>
        [.. Flag.Matches(script.Text).Cast<Match>().Select(flag => KeyWords.Normalize(flag.Groups["name"].Value))];
}
