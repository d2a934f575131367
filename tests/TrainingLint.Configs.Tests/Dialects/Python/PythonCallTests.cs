using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Optimizer;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Configs.Tests.Dialects.Python;

public class PythonCallTests
{
    [Fact]
    public void TrainingArguments_TakeTheDefaultsOfTransformers()
    {
        var recipe = Of("from transformers import TrainingArguments\nargs = TrainingArguments('out', learning_rate=2e-4, num_train_epochs=5)\npeft = LoraConfig(r=16, lora_alpha=32)", "transformers");

        Assert.True(recipe.Get(Facts.LearningRate).Is(2e-4));
        Assert.True(recipe.Get(Facts.Epochs).Is(5));
        Assert.True(recipe.Get(Facts.BatchSize).Is(8));
        Assert.True(recipe.Get(Facts.LoraRank).Is(16));
        Assert.Equal(Regime.Adapter, recipe.Regime);
    }

    [Fact]
    public void SpreadArguments_LeaveTheRestUnknown()
    {
        var recipe = Of("args = TrainingArguments(learning_rate=2e-4, **options)", "transformers");

        Assert.True(recipe.IsFragment);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.BatchSize).State);
    }

    [Fact]
    public void Optimizer_IsJoinedWithItsScheduler()
    {
        var recipe = Of("import torch.optim as optim\nopt = optim.Adam(model.parameters(), 1e-3)\nsched = optim.lr_scheduler.MultiStepLR(opt, milestones=[30, 60], gamma=0.5)", "torch");

        Assert.Equal("Adam", recipe.Get(Facts.Optimizer).Or(""));
        Assert.True(recipe.Get(Facts.LearningRate).Is(1e-3));
        Assert.True(recipe.Get(Facts.Beta2).Is(0.999));
        Assert.Equal([30.0, 60.0], recipe.Get(Facts.Milestones).Or([]));
        Assert.True(recipe.Get(Facts.DecayFactor).Is(0.5));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Epochs).State);
    }

    [Theory]
    [InlineData("schedule = Ramp(opt, 1000)", false)]
    [InlineData("sched = optim.lr_scheduler.MultiStepLR(opt, milestones=[30])", true)]
    [InlineData("", true)]
    public void RateOfZero_IsThatOfASchedulerOfOnesOwn(string line, bool isRate) => Assert.Equal(isRate,
        Of("import torch.optim as optim\nopt = optim.SGD(model.parameters(), 0)\n" + line, "torch").Get(Facts.LearningRate).Is(0));

    [Theory]
    [InlineData("discriminator = Critic()", Severity.Info)]
    [InlineData("model = Net()", Severity.Warning)]
    public void MomentumOfZero_IsANoteAgainstAnAdversary(string line, Severity severity)
    {
        var recipe = Of("import torch.optim as optim\n" + line
            + "\nopt = optim.SGD(model.parameters(), 0.1, momentum=0)\n", "torch");
        Assert.Equal(severity, Assert.Single(new NoMomentum().Judge(recipe)).Severity);
    }

    [Theory]
    [InlineData("step", 0)]
    [InlineData("epoch", 0)]
    [InlineData("steps", 1)]
    public void Interval_IsAWordThatLightningKnows(string interval, int findings) => Assert.Equal(findings, Found(
        "class Net(L.LightningModule):\n    def configure_optimizers(self):\n        o = torch.optim.SGD(self.parameters(), lr=0.1, momentum=0.9)\n"
        + "        s = torch.optim.lr_scheduler.StepLR(o, step_size=10)\n"
        + "        return {'optimizer': o, 'lr_scheduler': {'scheduler': s, 'interval': '" + interval + "'}}\n",
        "TL0907"));

    [Fact]
    public void Keras_JoinsCompileAndFit()
    {
        var recipe = Of("model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=1e-3), loss='mse')\nmodel.fit(x, y, epochs=80, batch_size=8, validation_split=0.1)", "keras");

        Assert.Equal("Adam", recipe.Get(Facts.Optimizer).Or(""));
        Assert.True(recipe.Get(Facts.Epochs).Is(80));
        Assert.True(recipe.Get(Facts.EffectiveBatchSize).Is(8));
        Assert.True(recipe.Get(Facts.Validation).Is(true));
    }

    [Fact]
    public void SentenceTransformers_WarmUpOverTenThousandStepsUnlessTold()
    {
        var recipe = Of("model.fit(train_objectives=[(a, b)], epochs=4, evaluation_steps=5000)", "sentence-transformers");

        Assert.True(recipe.Get(Facts.WarmupSteps) is { State: SettingState.Absent } warmup && warmup.Is(10_000));
        Assert.True(recipe.Get(Facts.EvaluationInterval).Is(5000));
    }

    [Fact]
    public void OpenPi_EndsInTheMidstOfItsDefaultDecay()
    {
        var recipe = Of("_CONFIGS = [TrainConfig(name='x', model=M(), num_train_steps=20_000)]", "openpi");

        Assert.True(recipe.Get(Facts.LearningRate).Is(2.5e-5));
        Assert.Equal(8.5e-6, RecipeSchedule.Of(recipe)!.Final, 7);
    }

    [Fact]
    public void ListOfOpenPi_IsNoRecipeOfItsOwn() => Assert.Equal(["openpi", "openpi"], ReadText.As(
        "_CONFIGS = [\n    TrainConfig(name='a', model=M(), num_train_steps=20_000),\n    TrainConfig(name='b', model=M(), batch_size=256, ema_decay=0.999, "
            + "lr_schedule=CosineDecaySchedule(peak_lr=5e-5, warmup_steps=10_000, decay_steps=1_000_000), num_train_steps=30_000),\n]\n", "config.py")
        .Recipes.Select(recipe => recipe.Dialect));

    [Fact]
    public void NanoGpt_TakesTheDefaultsOfItsProgram()
    {
        var recipe = Of("out_dir = 'out'\nwandb_log = False\ninit_from = 'scratch'\nlearning_rate = 1e-3\nmax_iters = 5000\nlr_decay_iters = 5000\nbatch_size = 64\nblock_size = 256\n", "nanogpt");

        Assert.True(recipe.Get(Facts.MaxSteps).Is(5000));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(2000));
        Assert.True(recipe.Get(Facts.GradientAccumulation).Is(40));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("cfg.SOLVER.STEPS = (1400, 1800)\n", 0)]
    public void Detectron2_KeepsTheScheduleOfTheZoo(string steps, int findings) => Assert.Equal(findings, Found(
        "cfg = get_cfg()\ncfg.merge_from_file(model_zoo.get_config_file('COCO-Detection/faster_rcnn_R_50_FPN_3x.yaml'))\n"
        + "cfg.DATASETS.TRAIN = ('x',)\ncfg.SOLVER.MAX_ITER = 2000\ncfg.SOLVER.BASE_LR = 0.00025\n" + steps,
        "TL0108"));

    [Theory]
    [InlineData("mask_rcnn_R_50_FPN_3x.yaml", "0.1", 1)]
    [InlineData("retinanet_R_50_FPN_1x.yaml", "0.1", 1)]
    [InlineData("mask_rcnn_R_50_FPN_3x.yaml", "0.0025", 0)]
    public void Detectron2_KnowsTheDetectorOfTheZoo(string file, string rate, int findings) => Assert.Equal(findings, Found(
        $"cfg = get_cfg()\ncfg.merge_from_file('configs/COCO-InstanceSegmentation/{file}')\ncfg.DATASETS.TRAIN = ('x',)\n"
        + $"cfg.SOLVER.IMS_PER_BATCH = 2\ncfg.SOLVER.BASE_LR = {rate}\n",
        "TL0102"));

    [Fact]
    public void ConfigObject_IsReadByTheMeaningOfItsNames() =>
        Assert.Equal(1, Found("cfg = edict()\ncfg.TRAIN = edict()\ncfg.TRAIN.BATCH_SIZE = 4\ncfg.TRAIN.LR_INIT = 1e-3\ncfg.TRAIN.WARMUP_EPOCHS = 10\ncfg.TRAIN.EPOCHS = 12\n", "TL0105"));

    [Theory]
    [InlineData("def train(model, lr=10.0, epochs=3, batch_size=8):\n    pass\n")]
    [InlineData("class Optimizer:\n    def __init__(self, params, lr=5.0):\n        self.lr = lr\n")]
    [InlineData("lr = 3\n")]
    [InlineData("class State:\n    epoch: int = 0\n    num_training_steps: int = 0\n    learning_rate: float = 0.0\n    loss: float = 0.0\n    batch_size: int = 8\n")]
    [InlineData("class SGDConfig:\n    lr: float = 1e-3\n    momentum: float = 0.0\n    weight_decay: float = 0.0\n    _target_: str = 'torch.optim.SGD'\n")]
    [InlineData("p.add_argument('--lr-backbone', default=0.0)\np.add_argument('--lr-head', default=0.3)\np.add_argument('--epochs', default=100)\np.add_argument('--batch-size', default=256)\n")]
    [InlineData("MAP = {'lr': 'optimizer.lr', 'weight-decay': ('optimizer.weight_decay', None), 'adam-eps': ('optimizer.adam_eps', None), 'optimizer': 'optimizer'}\n")]
    [InlineData("ALIASES = {'lr': 'learning_rate', 'epochs': 'num_train_epochs', 'optimizer': 'optim', 'batch_size': 'train_batch_size'}\n")]
    [InlineData("class Policy:\n    lora_rank: int = 0\n    lora_alpha: int = 16\n    lora_dropout: float = 0.1\n    optimizer_lr: float = 1e-4\n    batch_size: int = 8\n")]
    [InlineData("class Args:\n    learning_rate: float = 5e-4\n    num_envs: int = 64\n    batch_size: int = 0\n    num_iterations: int = 0\n")]
    [InlineData("_C = CN()\n_C.TRAIN = CN()\n_C.TRAIN.BASE_LR = 5e-4\n_C.TRAIN.ACCUMULATION_STEPS = 0\n_C.TRAIN.EPOCHS = 300\n")]
    [InlineData("o = torch.optim.SGD(groups, 0, momentum=0.9)\n")]
    [InlineData("picture = torch.nn.Parameter(x)\no = torch.optim.Adam([picture], lr=0.2)\n")]
    public void Library_IsNoRun(string text) => Assert.Empty(new Judge().Findings(ReadText.As(text, "library.py")));

    [Theory]
    [InlineData("tests/run.py")]
    [InlineData("pkg/test_train.py")]
    [InlineData("conftest.py")]
    public void Test_IsNoRun(string name) => Assert.Empty(ReadText.As("o = torch.optim.Adam(model.parameters(), lr=50.0)", name).Recipes);

    [Fact]
    public void Suppression_IsAComment()
    {
        var source = new TrainingLint.Configs.Documents.SourceFile("train.py", "o = torch.optim.Adam(model.parameters(), lr=50.0)  # traininglint: disable=TL0102 on purpose\n");
        var finding = new Judge().Findings(new ConfigReader().Read(source)).Single(found => found.Rule.Id == "TL0102");

        Assert.Equal("on purpose", Suppressions.In(source).Of(finding, isOwn: true)?.Reason);
    }

    private static Recipe Of(string text, string dialect) =>
        Assert.Single(ReadText.As(text, "train.py").Recipes, recipe => recipe.Dialect == dialect);

    private static int Found(string text, string rule) =>
        new Judge().Findings(ReadText.As(text, "train.py")).Count(finding => finding.Rule.Id == rule);

    [Theory]
    [InlineData("epoch", "epochs * len(loader)", true)]
    [InlineData("epoch", "len(loader) * cfg.max_epochs", true)]
    [InlineData("epoch", "trainer.estimated_stepping_batches", true)]
    [InlineData("step", "epochs * len(loader)", false)]
    [InlineData("epoch", "epochs", false)]
    public void LengthInSteps_DoesNotFitAScheduleThatCountsEpochs(string interval, string length, bool isMisfit)
    {
        var text = "total = " + length + "\nsettings = {'opt': {'scheduler': {'type': 'WarmupCosine', 'max_steps': total}, 'interval': '" + interval + "'}}\n";

        Assert.Equal(isMisfit, ReadText.Recipe(text, "train.py").Means(Facts.ScheduleLength, Meaning.StepsCountedAsEpochs));
    }
}
