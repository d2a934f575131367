using System;
using System.Collections.Generic;
using TrainingLint.CatalogueGenerator;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>The evidence of dialect files as the compiler reads it.</summary>
public class EvidenceTextTests
{
    [Fact]
    public void EvidenceAtTheMargin_IsRead()
    {
        var evidence = EvidenceText.Read("""
            dialect: x
            framework: Somebody's framework, with a comma
            programs: [train, tools/train]
            # What follows is no evidence.
            facts:
              - key: a
            recognised-by:
              - has: [a.b, "c#d"]
                # Why.
                any: [e]
                at-least: 1
              - {is: {f: [g*, 'h']}}
            """.ReplaceLineEndings("\n"));

        Assert.Equal(("x", "Somebody's framework, with a comma", null), (evidence["dialect"], evidence["framework"], evidence["loader"]));
        Assert.Equal(["train", "tools/train"], evidence.Programs);
        Assert.Equal(2, evidence.Conditions.Count);
        Assert.Equal(["a.b", "c#d"], FlowText.Texts(evidence.Conditions[0]["has"]));
        Assert.Equal("1", evidence.Conditions[0]["at-least"]);
        Assert.Equal(["g*", "h"], FlowText.Texts(((Dictionary<string, object>)evidence.Conditions[1]["is"])["f"]));
    }

    [Theory]
    [InlineData("dialect: x")]
    [InlineData("recognised-by:\n  - has: [a]")]
    [InlineData("dialect: x\nrecognised-by:\n  - has: [a")]
    [InlineData("dialect: x\nrecognised-by:\n  - has: [a b: c]")]
    [InlineData("dialect: x\nrecognised-by:\n  - has: [&anchor]")]
    [InlineData("dialect: x\nrecognised-by:\n  - has: [\"a\\\"\"]")]
    [InlineData("dialect: x\nrecognised-by:\n  - has:\n      - a")]
    [InlineData("dialect: [x]\nrecognised-by:\n  - has: [a]")]
    [InlineData("dialect: !!str x\nrecognised-by:\n  - has: [a]")]
    public void AnotherForm_IsRefused(string text) => Assert.Throws<FormatException>(() => EvidenceText.Read(text));
}
