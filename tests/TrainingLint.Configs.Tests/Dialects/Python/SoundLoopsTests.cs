using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>Training programs that do in an unusual way what is right: none of them is warned.</summary>
public class SoundLoopsTests
{
    public static TheoryData<string> Programs => [.. Directory.EnumerateFiles(Folder()).Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Programs))]
    public void SoundPrograms_AreNotWarned(string name) => Assert.Empty(new Judge()
        .Findings(ReadText.As(File.ReadAllText(Path.Combine(Folder(), name)), name))
        .Where(finding => finding.Severity > Severity.Info)
        .Select(finding => finding.Rule.Name + ": " + finding.Message));

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Sound");
}
