using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Tests.Rules.Objective;

public class ProgressMisjudgedTests
{
    private static Finding[] Findings(string rule) => [.. new Judge().Findings(new TrainingFile
    {
        Path = "train.py",
        IsTraining = true,
        Observations = [new CodeObservation(new Place("train.py", 3, 1, 3, 9), rule, "The best loss starts at 0.", Severity.Warning)],
    })];

    [Fact]
    public void WhatAProgramMisjudges_IsTold() =>
        Assert.Contains(Findings("progress-misjudged"), finding => finding.Rule.Id == "TL1204" && finding.Severity == Severity.Warning);

    [Fact]
    public void OtherObservations_AreLeftAlone() =>
        Assert.DoesNotContain(Findings("step-order").Select(finding => finding.Rule.Id), id => id == "TL1204");
}
