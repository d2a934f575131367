using System;

namespace TrainingLint.Configs.Tests.Documents;

/// <summary>A bracket or quote without its end is reported where it opens, not where reading gave up lines below.</summary>
public class MissingEndTests
{
    [Theory]
    [InlineData("a: 1\nsteps: [1, 2\nlr: 0.1\nb: 2\n", 2, "']' is missing")]
    [InlineData("a: 1\nopt: {lr: 0.1\nseed: 2\nb: 2\n", 2, "'}' is missing")]
    [InlineData("a: 1\nname: \"sgd\nlr: 0.1\nother: \"x\"\n", 2, "a quote is missing")]
    [InlineData("steps: [\n  1,\n  2\n  {x: 1},\n]\n", 3, "is missing before '{' on line 4")]
    public void TheProblem_StandsAtTheMistake(string text, int line, string message)
    {
        var problem = Assert.Single(Parsed.Yaml(text).Problems);

        Assert.Equal(line, problem.Span.Line);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingCommaWithinALine_IsReportedThere() =>
        Assert.Equal(18, Assert.Single(Parsed.Yaml("steps: ['a', \"b\" 'c']\n").Problems).Span.Column);
}
