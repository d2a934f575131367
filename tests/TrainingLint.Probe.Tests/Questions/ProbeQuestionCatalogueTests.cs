using System.Linq;
using System.Numerics;
using TrainingLint.Probe.Questions;

namespace TrainingLint.Probe.Tests.Questions;

public class ProbeQuestionCatalogueTests
{
    [Fact]
    public void TogetherTheQuestions_AreAllThatIsAsked() =>
        Assert.Equal(ProbeQuestions.All, ProbeQuestionCatalogue.All.Aggregate(ProbeQuestions.None, (all, question) => all | question.Flag));

    [Fact]
    public void EveryQuestion_HasAFlagAndAPlaceOfItsOwn()
    {
        Assert.All(ProbeQuestionCatalogue.All, question => Assert.Equal(1, BitOperations.PopCount((uint)question.Flag)));
        Assert.Equal(ProbeQuestionCatalogue.All.Count, ProbeQuestionCatalogue.All.Select(question => question.Flag).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, ProbeQuestionCatalogue.All.Count), ProbeQuestionCatalogue.All.Select(question => question.Place));
    }
}
