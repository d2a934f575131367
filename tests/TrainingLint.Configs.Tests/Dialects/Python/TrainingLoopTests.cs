using System.Linq;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>What the loop of a program says of its length and of how often it steps a schedule.</summary>
public class TrainingLoopTests
{
    private const string Head = "import torch\nEPOCHS = 20\nopt = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)\n";

    private static string Program(string scheduler, string loop, bool inEpoch) =>
        Head + $"sched = torch.optim.lr_scheduler.{scheduler}\n{loop}\n    for x, y in loader:\n        opt.step()\n"
        + (inEpoch ? "    sched.step()\n" : "        sched.step()\n");

    private static string[] Rules(string text) => [.. new Judge().Findings(ReadText.As(text, "train.py")).Select(finding =>
        finding.Rule.Id)];

    [Theory]
    [InlineData("for epoch in range(20):")]
    [InlineData("for epoch in range(EPOCHS):")]
    [InlineData("for ep in range(1, 21):")]
    [InlineData("for epoch in tqdm(range(EPOCHS)):")]
    public void LoopOverEpochs_IsTheLengthOfTheRun(string loop)
    {
        var recipe = ReadText.Recipe(Program("StepLR(opt, step_size=5)", loop, inEpoch: true), "train.py");
        Assert.Equal((20.0, LengthUnit.Epochs), (recipe.Get(Facts.Epochs).Or(0), recipe.ScheduleUnit));
    }

    [Theory]
    [InlineData("for i in range(20):")]
    [InlineData("for epoch in range(start, end):")]
    public void OtherLoops_SayNothing(string loop) =>
        Assert.False(ReadText.Recipe(Program("StepLR(opt, step_size=5)", loop, inEpoch: true), "train.py").Get(Facts.Epochs).HasValue);

    [Fact]
    public void PeriodBeyondTheLoop_IsTold()
    {
        Assert.Contains("TL0108", Rules(Program("StepLR(opt, step_size=30)", "for epoch in range(EPOCHS):", inEpoch: true)));
        Assert.DoesNotContain("TL0108", Rules(Program("StepLR(opt, step_size=5)", "for epoch in range(EPOCHS):", inEpoch: true)));
        Assert.DoesNotContain("TL0108", Rules(Program("StepLR(opt, step_size=30)", "for epoch in range(EPOCHS):", inEpoch: false)));
    }

    [Fact]
    public void BatchesOfAnEpoch_AreNoNumberOfEpochs()
    {
        const string Cosine = "CosineAnnealingLR(opt, T_max=len(train_loader))";
        Assert.Contains("TL0108", Rules(Program(Cosine, "for epoch in range(EPOCHS):", inEpoch: true)));
        Assert.DoesNotContain("TL0108", Rules(Program(Cosine, "for epoch in range(EPOCHS):", inEpoch: false)));
        Assert.DoesNotContain("TL0108", Rules(Program("CosineAnnealingLR(opt, T_max=len(names))", "for epoch in range(EPOCHS):",
            inEpoch: true)));
    }

    [Fact]
    public void StepWithAnArgument_IsLeftAlone() =>
        Assert.Equal(LengthUnit.Unknown, ReadText.Recipe(
            Program("CosineAnnealingLR(opt, T_max=200)", "for epoch in range(EPOCHS):", inEpoch: true).Replace("sched.step()",
                "sched.step(epoch + 1)"), "train.py").ScheduleUnit);

    [Fact]
    public void NameOfTheLoadedModel_IsKnown()
    {
        const string Program = "from transformers import AutoModelForSeq2SeqLM, TrainingArguments\nname = \"t5-large\"\n"
            + "model = AutoModelForSeq2SeqLM.from_pretrained(name)\nargs = TrainingArguments(\"out\", learning_rate=2e-5, fp16=True)\n";
        Assert.Contains("TL0505", Rules(Program));
        Assert.DoesNotContain("TL0505", Rules(Program.Replace("fp16=True", "bf16=True")));
        Assert.DoesNotContain("TL0505", Rules(Program + "other = AutoModelForSeq2SeqLM.from_pretrained(\"gpt2\")\n"));
    }

    // An attribute of what a call returns must not end the statement.
    [Fact]
    public void ParametersOfACall_AreAnArgument() =>
        Assert.True(ReadText.Recipe("import torch\nopt = torch.optim.Adam(build(3).parameters(), lr=1e-3)\n", "train.py")
            .Get(Facts.LearningRate).Is(1e-3));
}
