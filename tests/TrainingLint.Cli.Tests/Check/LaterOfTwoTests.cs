using System.Linq;

namespace TrainingLint.Cli.Tests.Check;

/// <summary>Two values that do not fit each other, in two files: shown where the later file writes its own.</summary>
public class LaterOfTwoTests
{
    private const string Base = "_base_ = []\noptimizer = dict(type='SGD', lr=0.1, momentum=0.9)\nparam_scheduler = dict(type='MultiStepLR', milestones=[30, 60], by_epoch=True)\n"
        + "train_cfg = dict(by_epoch=True, max_epochs=90)\noptim_wrapper = dict(type='OptimWrapper', optimizer=optimizer)\nrandomness = dict(seed=1)\n";

    private const string Short = "_base_ = './base.py'\ntrain_cfg = dict(by_epoch=True, max_epochs=40)\n";

    private static string[] Check(params (string Name, string Text)[] files)
    {
        using var scratch = new Scratch();
        foreach (var (name, text) in files)
        {
            scratch.Write(name, text);
        }

        return [.. scratch.Run("check", ".", "--format", "json", "--no-fail").Json.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("rule").GetString() == "schedule-beyond-end"
                && !finding.GetProperty("suppressed").GetBoolean())
            .Select(finding => finding.GetProperty("file").GetString() + ":" + finding.GetProperty("line").GetInt32())];
    }

    [Fact]
    public void LengthThatCutsAnInheritedSchedule_IsShown() => Assert.Equal(["short.py:2"], Check(("base.py", Base), ("short.py", Short)));

    [Fact]
    public void FilesThatInheritBoth_ShowWhereTheyMeet() => Assert.Equal(["short.py:2"],
        Check(("base.py", Base), ("short.py", Short), ("large.py", "_base_ = './short.py'\nbatch_size = 8\n"),
            ("small.py", "_base_ = './short.py'\nbatch_size = 4\n")));

    [Fact]
    public void ScheduleThatDoesNotFitItsOwnFile_IsShownThere() => Assert.Equal(["base.py:3"],
        Check(("base.py", Base.Replace("max_epochs=90", "max_epochs=40", StringComparison.Ordinal)),
            ("same.py", "_base_ = './base.py'\nbatch_size = 8\n")));

    [Fact]
    public void LaterScheduleOnAnEarlierLength_IsShown() => Assert.Equal(["late.py:2"],
        Check(("base.py", Base), ("late.py", "_base_ = './base.py'\nparam_scheduler = dict(type='MultiStepLR', milestones=[30, 120], by_epoch=True)\n")));

    [Fact]
    public void CommentOnTheEarlierValue_StillCounts() => Assert.Empty(
        Check(("base.py", Base.Replace("by_epoch=True)\ntrain", "by_epoch=True)  # traininglint: disable=schedule-beyond-end short runs keep it\ntrain",
            StringComparison.Ordinal)), ("short.py", Short)));
}
