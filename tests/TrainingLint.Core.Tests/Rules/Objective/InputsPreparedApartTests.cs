using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Tests.Rules.Objective;

public class InputsPreparedApartTests
{
    private static Finding[] Findings(string rule) => [.. new Judge().Findings(new TrainingFile
    {
        Path = "train.py",
        IsTraining = true,
        Observations = [new CodeObservation(new Place("train.py", 3, 1, 3, 9), rule, "Divided by 255 twice.", Severity.Warning)],
    })];

    [Fact]
    public void WhatIsPreparedApart_IsTold() =>
        Assert.Contains(Findings("inputs-prepared-apart"), finding => finding.Rule.Id == "TL1205" && finding.Severity == Severity.Warning);

    [Fact]
    public void OtherObservations_AreLeftAlone() =>
        Assert.DoesNotContain(Findings("step-order").Select(finding => finding.Rule.Id), id => id == "TL1205");
}
