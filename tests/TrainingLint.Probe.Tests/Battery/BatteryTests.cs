using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Networks;
using Xunit.Abstractions;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>Planted truths: recipes on problems whose answers are known, five seeds each.</summary>
[Trait("Category", "Battery")]
public class BatteryTests(ITestOutputHelper output)
{
    private const int Seeds = 5;
    private const double WantedShare = 0.97;

    private static readonly BatteryCase[] Cases =
        [.. StabilityCases.All, .. EndPointCases.All, .. GlobalCases.All, .. AgreementCases.All, .. FindingCases.All, .. RunCases.All,
            .. NetworkCases.All, .. OptimizerCases.All, .. AdviceCases.All];

    [Fact]
    public void NearlyEveryAnswerIsRight_AndNoneIsWronglyConfirmed()
    {
        // No two cases share a problem, and what a run comes to does not depend on what runs beside it.
        var answers = Cases.AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.FullyBuffered)
            .Select(known => (Case: known, Given: Enumerable.Range(0, Seeds).Select(known.Answer).ToArray())).ToArray();
        foreach (var (known, given) in answers)
        {
            output.WriteLine(
                FormattableString.Invariant($"| {known.Name} | {known.Truth} | {given.Count(answer => answer == known.Truth)} of {Seeds} |"));
        }

        Assert.True(Cases.Length >= 120);
        Assert.DoesNotContain(answers, known => known.Case.Truth != "confirmed" && known.Given.Contains("confirmed"));
        Assert.DoesNotContain(answers, known => known.Case.Truth == "ruined" && known.Given.Contains("sound"));
        var right = answers.Sum(known => known.Given.Count(answer => answer == known.Case.Truth));
        Assert.True(right >= WantedShare * Seeds * Cases.Length,
            FormattableString.Invariant($"{right} of {Seeds * Cases.Length} answers are right: ") + string.Join("; ", Wrong(answers)));
    }

    [Fact]
    public void TheWeightsOfTheTrainedTransformer_CanBeMadeAgain()
    {
        // Other vector widths sum in another order, and a training magnifies that.
        var (made, shipped) = (LanguageModel.Pretrain(), LanguageModel.PretrainedWeights);
        var problem = new LanguageModel();
        var all = SampleSet.All(problem.SampleCount);
        Assert.Equal(problem.Evaluate([.. shipped], all, default), problem.Evaluate(made, all, default), 0.05);
    }

    [Fact]
    public void TheDocumentation_ListsEveryCase()
    {
        var listed = File.ReadLines(Path.Combine(Root(), "docs", "battery.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.EndsWith(" of 5 |", StringComparison.Ordinal))
            .Select(line => line.Split(" | ")).Select(cells => (cells[0][2..], cells[1]));

        Assert.Equal(Cases.Select(known => (known.Name, known.Truth)), listed);
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "TrainingLint.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }

    private static IEnumerable<string> Wrong((BatteryCase Case, string[] Given)[] answers) =>
        answers.Where(known => known.Given.Any(answer => answer != known.Case.Truth))
            .Select(known => known.Case.Name + ": " + string.Join(", ", known.Given));
}
