using System.Linq;
using TrainingLint.Cli.Probing;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Probe;

namespace TrainingLint.Cli.Tests.Probing;

/// <summary>A question that a probe answers is one that people can ask and see answered.</summary>
public class AnswerSectionsTests
{
    [Fact]
    public void EveryQuestion_HasOneSection()
    {
        Assert.Equal(ProbeQuestions.All, AnswerSections.All.Aggregate(ProbeQuestions.None, (all, section) => all | section.Question));
        Assert.Equal(AnswerSections.All.Count, AnswerSections.All.Select(section => section.Question).Distinct().Count());
    }

    [Fact]
    public void Help_NamesAll()
    {
        using var scratch = new Scratch();
        var help = string.Join(' ', scratch.Run("probe", "--help").Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("beyond the run: " + ProbeQuestionNames.Known + ";", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_StandInAnOrderOfTheirOwn() =>
        Assert.Equal(Enumerable.Range(1, AnswerSections.All.Count), AnswerSections.All.Select(section => section.Place));

    [Fact]
    public void EveryName_AsksForItsQuestionAlone() =>
        Assert.All(AnswerSections.All, section => Assert.Equal(section.Question, ProbeQuestionNames.Parse([section.Name])));
}
