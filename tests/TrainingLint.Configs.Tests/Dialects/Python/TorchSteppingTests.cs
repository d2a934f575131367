using System;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>Schedulers that the loop steps in another unit than their length counts.</summary>
public class TorchSteppingTests
{
    private static string Program(string scheduler, string inner = "for x, y in loader:", string step = "        sched.step()") =>
        "import torch\nEPOCHS = 30\nopt = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)\n"
        + $"sched = torch.optim.lr_scheduler.{scheduler}\nfor epoch in range(EPOCHS):\n    {inner}\n        opt.step()\n{step}\n";

    private static int Found(string text) => ReadText.Observed<WrongTypeObservation>(text, "train.py").Count;

    [Theory]
    [InlineData("StepLR(opt, step_size=10, gamma=0.1)", "for x, y in loader:")]
    [InlineData("StepLR(opt, EPOCHS // 2)", "for i, (x, y) in enumerate(train_loader):")]
    [InlineData("CosineAnnealingLR(opt, T_max=EPOCHS)", "for batch in tqdm(train_dl):")]
    [InlineData("ExponentialLR(opt, gamma=0.9)", "for x, y in loader:")]
    public void LengthInEpochs_SteppedOnceABatch_IsTold(string scheduler, string inner) =>
        Assert.Equal(1, Found(Program(scheduler, inner)));

    [Theory]
    [InlineData("StepLR(opt, step_size=31, gamma=0.1)")]
    [InlineData("StepLR(opt, step_size=30, gamma=0.95)")]
    [InlineData("CosineAnnealingLR(opt, T_max=3000)")]
    [InlineData("ExponentialLR(opt, gamma=0.9995)")]
    public void LengthInBatches_IsLeftAlone(string scheduler) => Assert.Equal(0, Found(Program(scheduler)));

    // The transfer-learning tutorial of PyTorch steps once an epoch in its loop over phases.
    [Fact]
    public void LoopOverPhases_IsLeftAlone() =>
        Assert.Equal(0, Found(Program("StepLR(opt, step_size=7, gamma=0.1)", "for phase in ['train', 'val']:")));

    [Theory]
    [InlineData("for i, batch in enumerate(loader):", "        if i == len(loader) - 1:\n            sched.step()")]
    [InlineData("for i, batch in enumerate(loader):", "        if i % 1000 == 999:\n            sched.step()")]
    [InlineData("for loader in task_loaders:", "        sched.step()")]
    public void StepNowAndThen_IsLeftAlone(string inner, string step) =>
        Assert.Equal(0, Found(Program("StepLR(opt, step_size=10, gamma=0.1)", inner, step)));

    [Fact]
    public void StepAfterTheBatches_IsLeftAlone() =>
        Assert.Equal(0, Found(Program("StepLR(opt, step_size=10, gamma=0.1)", step: "    sched.step()")));

    private static string Prepared(string length, string accelerator = "Accelerator()") =>
        $"import torch\nfrom transformers import get_scheduler\naccelerator = {accelerator}\n"
        + "opt = torch.optim.AdamW(model.parameters(), lr=2e-5)\n"
        + $"sched = get_scheduler('linear', optimizer=opt, num_warmup_steps=0, num_training_steps={length})\n"
        + "model, opt, loader, sched = accelerator.prepare(model, opt, loader, sched)\n";

    [Theory]
    [InlineData("steps // accelerator.num_processes", "Accelerator()", 1)]
    [InlineData("steps * accelerator.num_processes", "Accelerator()", 0)]
    [InlineData("steps", "Accelerator()", 0)]
    [InlineData("steps // accelerator.num_processes * accelerator.num_processes", "Accelerator()", 0)]
    [InlineData("steps // accelerator.num_processes", "Accelerator(split_batches=True)", 0)]
    [InlineData("steps // accelerator.num_processes", "Accelerator(step_scheduler_with_optimizer=False)", 0)]
    public void PreparedScheduler_CountsAllProcesses(string length, string accelerator, int found) =>
        Assert.Equal(found, Found(Prepared(length, accelerator)));

    private static string Returned(string dictionary) =>
        "import torch\nclass Net:\n    def configure_optimizers(self):\n        opt = torch.optim.Adam(self.parameters(), lr=1e-3)\n"
        + "        sched = torch.optim.lr_scheduler.OneCycleLR(opt, max_lr=1e-3, epochs=20, steps_per_epoch=500)\n"
        + $"        return {dictionary}\n";

    [Theory]
    [InlineData("{'optimizer': opt, 'lr_scheduler': sched, 'interval': 'step'}", 1)]
    [InlineData("{'optimizer': opt, 'lr_scheduler': sched, 'interval': 'epoch'}", 0)]
    [InlineData("{'optimizer': opt, 'lr_scheduler': sched, 'monitor': 'val_loss'}", 0)]
    [InlineData("{'optimizer': opt, 'lr_scheduler': {'scheduler': sched, 'interval': 'step'}}", 0)]
    public void IntervalBesideTheScheduler_HasNoEffect(string dictionary, int found) =>
        Assert.Equal(found, ReadText.Observed<WithoutEffectObservation>(Returned(dictionary), "net.py").Count(one =>
            one.Written == "interval: step"));

    // What a function of a program without Lightning returns, or saves, says nothing of who steps.
    [Fact]
    public void DictionaryOfAnyOtherFunction_IsLeftAlone() => Assert.False(CountsSteps(
        Module("CosineAnnealingLR(opt, T_max=100000)", "{'optimizer': opt, 'lr_scheduler': sched}")
            .Replace("configure_optimizers", "build", StringComparison.Ordinal)));

    private static string Module(string scheduler, string dictionary, string more = "") =>
        "import torch\nclass Net:\n" + more + "    def configure_optimizers(self):\n"
        + "        opt = torch.optim.Adam(self.parameters(), lr=1e-3)\n"
        + $"        sched = torch.optim.lr_scheduler.{scheduler}\n        return {dictionary}\n";

    private static bool CountsSteps(string text) =>
        ReadText.Recipe(text, "net.py").Means(Facts.ScheduleLength, Meaning.StepsCountedAsEpochs);

    [Theory]
    [InlineData("{'optimizer': opt, 'lr_scheduler': sched}", true)]
    [InlineData("{'optimizer': opt, 'lr_scheduler': {'scheduler': sched, 'interval': 'epoch'}}", true)]
    [InlineData("{'optimizer': opt, 'lr_scheduler': {'scheduler': sched, 'interval': 'step'}}", false)]
    public void OneCycleOverAllSteps_WantsAStepPerBatch(string dictionary, bool found) =>
        Assert.Equal(found, CountsSteps(Module("OneCycleLR(opt, max_lr=1e-3, epochs=20, steps_per_epoch=len(loader))", dictionary)));

    [Theory]
    [InlineData("{'scheduler': sched, 'name': 'lr'}", true)]
    [InlineData("{'scheduler': sched, 'name': 'lr', 'interval': 'step'}", false)]
    public void NamedScheduler_IsSteppedOnceAnEpoch(string settings, bool found) => Assert.Equal(found, CountsSteps(
        Module("OneCycleLR(opt, max_lr=1e-3, epochs=20, steps_per_epoch=500)", "[opt], [settings]")
            .Replace("        return", "        settings = " + settings + "\n        return")));

    [Fact]
    public void OneCycleOverEpochs_AndModulesThatStepThemselves_AreLeftAlone()
    {
        const string Returned = "{'optimizer': opt, 'lr_scheduler': sched}";
        Assert.False(CountsSteps(Module("OneCycleLR(opt, max_lr=1e-3, epochs=20, steps_per_epoch=1)", Returned)));
        Assert.False(CountsSteps(Module("OneCycleLR(opt, max_lr=1e-3, total_steps=20)", Returned)));
        Assert.False(CountsSteps(Module(
            "OneCycleLR(opt, max_lr=1e-3, epochs=20, steps_per_epoch=500)", Returned,
            "    def __init__(self):\n        self.automatic_optimization = False\n")));
    }
}
