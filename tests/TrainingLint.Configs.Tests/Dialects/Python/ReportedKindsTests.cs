using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>
/// Mistakes that people report of programs of their own, each beside its correction: <c>[[wrong~~right]]</c> in one text, whose first
/// line names the rule that tells the two apart.
/// </summary>
public class ReportedKindsTests
{
    private static readonly Regex Choice = new(@"\[\[(?<wrong>.*?)~~(?<right>.*?)\]\]", RegexOptions.Singleline);

    public static TheoryData<string> Kinds => [.. Directory.EnumerateFiles(Folder()).Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Mistakes_AreToldFromTheirCorrection(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder(), name));
        var rule = text.Substring(2, 6);
        var (wrong, right) = (Findings(text, "wrong"), Findings(text, "right"));
        Assert.Contains(wrong, finding => finding.Rule.Id == rule
            && !right.Any(other => other.Rule.Id == rule && other.Message == finding.Message));
        Assert.DoesNotContain(right, finding => finding.Severity > Severity.Info);
    }

    private static Finding[] Findings(string text, string which) =>
        [.. new Judge().Findings(ReadText.As(Choice.Replace(text, match => match.Groups[which].Value), "train.py"))];

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Kinds");
}
