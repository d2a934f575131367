using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>Methods of what another call returns, and lists that Lightning's modules return without names.</summary>
public class ChainedCallsTests
{
    [Fact]
    public void TrainBehindTheConstructor_IsRead()
    {
        const string Import = "from ultralytics import YOLO\n";
        const string Train = ".train(data='a.yaml', epochs=100, lr0=0.5, optimizer='SGD')\n";
        var chained = ReadText.Recipe(Import + "YOLO('yolov8n.pt')" + Train, "train.py");
        var named = ReadText.Recipe(Import + "model = YOLO('yolov8n.pt')\nmodel" + Train, "train.py");
        Assert.Equal(0.5, chained.Get(Facts.LearningRate).Or(0));
        Assert.Equal(named.Get(Facts.Epochs).Or(0), chained.Get(Facts.Epochs).Or(1));
    }

    [Fact]
    public void MethodOfAMethod_IsNoTraining() =>
        Assert.Empty(ReadText.As("from ultralytics import YOLO\nYOLO('yolov8n.pt').val(data='a.yaml')\n", "val.py").Recipes);

    private static string Module(string returned, string length = "self.trainer.max_epochs * len(self.loader)") =>
        "import torch\nimport lightning as pl\n\nclass Lit(pl.LightningModule):\n    def configure_optimizers(self):\n"
        + "        opt = torch.optim.AdamW(self.parameters(), lr=1e-3)\n"
        + $"        sched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, T_max={length})\n        {returned}\n";

    private static bool CountsStepsAsEpochs(string text) =>
        ReadText.Recipe(text, "lit.py").Means(Facts.ScheduleLength, Meaning.StepsCountedAsEpochs);

    [Theory]
    [InlineData("return [opt], [{'scheduler': sched, 'interval': 'epoch'}]", true)]
    [InlineData("return [opt], [{'scheduler': sched, 'interval': 'step'}]", false)]
    [InlineData("return [opt], [sched]", true)]
    [InlineData("return opt", false)]
    public void ListsOfOptimizersAndSchedulers_SayHowTheyAreStepped(string returned, bool isTold) =>
        Assert.Equal(isTold, CountsStepsAsEpochs(Module(returned)));

    [Fact]
    public void IntervalThatLightningDoesNotKnow_IsToldInAList() =>
        Assert.Contains(
            new Judge().Findings(ReadText.As(Module("return [opt], [{'scheduler': sched, 'interval': 'steps'}]", "100"), "lit.py")),
            finding => finding.Rule.Id == "TL0907");
}
