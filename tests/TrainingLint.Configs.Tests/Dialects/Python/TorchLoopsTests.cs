using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>What the loop of a program shows of its schedule: micro-batches, examples, and whether there is one.</summary>
public class TorchLoopsTests
{
    private static string Accumulating(string length, string behind) =>
        "import torch\nfrom transformers import get_cosine_schedule_with_warmup\naccum = 8\n"
        + "opt = torch.optim.AdamW(model.parameters(), lr=2e-5)\n"
        + $"sched = get_cosine_schedule_with_warmup(opt, num_warmup_steps=100, num_training_steps={length})\n"
        + "for i, batch in enumerate(loader):\n    loss = model(batch)\n    loss.backward()\n    if (i + 1) % accum == 0:\n"
        + $"        opt.step()\n{behind}        opt.zero_grad()\n";

    private static Severity? Told(string text) =>
        ReadText.Observed<WrongTypeObservation>(text, "train.py").Select(seen => (Severity?)seen.Severity).SingleOrDefault();

    [Theory]
    [InlineData("len(loader) * epochs // accumulation", Severity.Warning)]
    [InlineData("10000", Severity.Info)]
    [InlineData("len(loader) * epochs", null)]
    public void ScheduleOfEachMicroBatch_IsToldByItsLength(string length, Severity? severity) =>
        Assert.Equal(severity, Told(Accumulating(length, "    sched.step()\n    if (i + 1) % accum == 0:\n")));

    [Fact]
    public void ScheduleBesideTheOptimizer_IsLeftAlone() =>
        Assert.Null(Told(Accumulating("len(loader) * epochs // accumulation", "        sched.step()\n")));

    private static string Counting(string length, string loader) =>
        "import torch\nfrom torch.utils.data import DataLoader\nfrom transformers import get_linear_schedule_with_warmup\n"
        + $"loader = DataLoader({loader})\nopt = torch.optim.AdamW(model.parameters(), lr=2e-5)\n"
        + $"sched = get_linear_schedule_with_warmup(opt, num_warmup_steps=100, num_training_steps={length})\n"
        + "for epoch in range(3):\n    for batch in loader:\n        opt.zero_grad()\n        opt.step()\n        sched.step()\n";

    [Theory]
    [InlineData("len(train_set)", "train_set, batch_size=32", Severity.Warning)]
    [InlineData("len(train_set) * epochs", "train_set, 32, shuffle=True", Severity.Warning)]
    [InlineData("len(train_set)", "train_set, batch_size=1", null)]
    [InlineData("len(train_set)", "train_set, batch_size=None", null)]
    [InlineData("len(batches)", "train_set, batch_size=32", null)]
    [InlineData("len(train_set) // 32", "train_set, batch_size=32", null)]
    [InlineData("len(loader) * epochs", "train_set, batch_size=32", null)]
    public void LengthInExamples_IsTold(string length, string loader, Severity? severity) =>
        Assert.Equal(severity, Told(Counting(length, loader)));

    private static string Plain(string optimizer, string model, string more = "") =>
        $"import torch\nfrom timm import create_model\nmodel = create_model({model})\nopt = torch.optim.{optimizer}\n{more}"
        + "for epoch in range(20):\n    for x, y in loader:\n        opt.zero_grad()\n        loss = criterion(model(x), y)\n"
        + "        loss.backward()\n        opt.step()\n";

    private static string[] Rules(string text) => [.. new Judge().Findings(ReadText.As(text, "train.py")).Select(found => found.Rule.Id)];

    [Fact]
    public void TransformerAtTheClassesOwnRate_WantsAWarmup()
    {
        const string Random = "'vit_base_patch16_224', pretrained=False";
        Assert.Contains("TL0104", Rules(Plain("AdamW(model.parameters())", Random)));
        Assert.DoesNotContain("TL0104", Rules(Plain("AdamW(model.parameters(), lr=1e-4)", Random)));
        Assert.DoesNotContain("TL0104", Rules(Plain("AdamW(model.parameters())", Random, "schedule_rate(opt)\n")));
        Assert.DoesNotContain("TL0104", Rules(Plain("AdamW(model.parameters())", "'vit_base_patch16_224', pretrained=True")));
        Assert.DoesNotContain("TL0104", Rules(Plain("AdamW(model.parameters())", "'resnet50', pretrained=False")));
    }

    private static string Long(int epochs, string optimizer) =>
        $"import torch\nopt = torch.optim.{optimizer}\nsched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, T_max={epochs})\n"
        + $"for epoch in range({epochs}):\n    for x, y in loader:\n        opt.zero_grad()\n        opt.step()\n    sched.step()\n";

    [Theory]
    [InlineData(100, "SGD(model.parameters(), lr=0.1)", true)]
    [InlineData(100, "SGD(model.parameters(), lr=0.1, momentum=0.9)", false)]
    [InlineData(20, "SGD(model.parameters(), lr=0.1)", false)]
    [InlineData(100, "SGD(groups, lr=0.1)", false)]
    public void LongScheduledRunOfPlainSgd_WantsMomentum(int epochs, string optimizer, bool isTold) =>
        Assert.Equal(isTold, Rules(Long(epochs, optimizer)).Contains("TL0201"));

    [Theory]
    [InlineData("for i in range(num_epochs):", true)]
    [InlineData("for i in range(1, args.epochs + 1):", true)]
    [InlineData("for i in range(epochs * batches):", false)]
    [InlineData("for i in range(steps):", false)]
    public void LoopUpToEpochs_CountsThem(string loop, bool isEpochs)
    {
        var text = "import torch\nnum_epochs = 30\nepochs = 30\nopt = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)\n"
            + $"sched = torch.optim.lr_scheduler.StepLR(opt, 10)\n{loop}\n    for x, y in loader:\n        opt.step()\n    sched.step()\n";
        Assert.Equal(isEpochs ? LengthUnit.Epochs : LengthUnit.Unknown, ReadText.Recipe(text, "train.py").ScheduleUnit);
    }
}
