using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Tests.Dialects;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Traps;

/// <summary>Small programs, configs and commands (<c>pairs.txt</c>), each with a mistake that people report and, in the same text, its cure.</summary>
public partial class TrapPairsTests
{
    public static TheoryData<string> Names => new(Pairs().Select(pair => pair.Key));

    [Theory]
    [MemberData(nameof(Names))]
    public void Mistake_IsTold_AndItsCureIsNot(string name)
    {
        var (file, text) = Pairs()[name];
        var bad = Loud(file, text, "${bad}");
        var good = Loud(file, text, "${good}");
        Assert.Empty(good);
        Assert.NotEmpty(bad);
    }

    private static string[] Loud(string file, string text, string side) =>
        [.. new Judge().Findings(ReadText.As(Choice().Replace(text, side), file))
            .Where(finding => finding.Severity != Severity.Info || side == "${bad}")
            .Where(finding => finding.Rule.Id is "TL0906" or "TL0907")
            .Select(finding => finding.Message)];

    private static Dictionary<string, (string File, string Text)> Pairs()
    {
        using var reader = new StreamReader(typeof(TrapPairsTests).Assembly.GetManifestResourceStream("traps.txt")!);
        return reader.ReadToEnd().Split("=== ", StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('\n', 2))
            .ToDictionary(pair => pair[0].Split(' ')[0], pair => (pair[0].Trim().Split(' ')[1], pair[1]));
    }

    [GeneratedRegex(@"<<(?<bad>.*?)\|\|(?<good>.*?)>>", RegexOptions.Singleline)]
    private static partial Regex Choice();
}
