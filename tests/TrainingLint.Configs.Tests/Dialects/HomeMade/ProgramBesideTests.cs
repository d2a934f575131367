using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Programs;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

public class ProgramBesideTests
{
    private const string Program = """
        import yaml, torch
        cfg = yaml.safe_load(open("config.yaml"))
        torch.manual_seed(cfg["seed"])
        opt = torch.optim.SGD(model.parameters(), lr=cfg["base_lr"], momentum=cfg.get("momentum", 0.9))
        for epoch in range(cfg["epochs"]):
            loss = step(cfg["batch_size"], cfg["milestones"])
            loss.backward()
        """;

    private const string Config = "seed: 1\nbase_lr: 0.1\nepochs: 90\nbatch_size: 64\nmilestones: [30, 60]\n";

    [Fact]
    public void KeyThatNothingReads_IsANote()
    {
        var found = Assert.Single(Read(Config + "warmup_epochs: 5\n", Program).Observations.OfType<WithoutEffectObservation>());
        Assert.Equal(("warmup_epochs", Severity.Info), (found.Key, found.Severity));
        Assert.Equal(3, found.Source!.Line);
    }

    [Fact]
    public void KeyThatIsOneSlipAway_IsAWarningThatNamesTheLine()
    {
        var found = Assert.Single(Read(Config.Replace("milestones", "milestomes", StringComparison.Ordinal),
            Program).Observations.OfType<WithoutEffectObservation>());
        Assert.Equal(Severity.Warning, found.Severity);
        Assert.Contains("'milestones', one slip away, is read in train.py:6", found.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FooOptim", 1)]
    [InlineData("get_optim", 0)]
    [InlineData("Adagrad", 0)]
    [InlineData("SGD", 0)]
    public void OptimizerThatNeitherALibraryNorTheProgramHas_CannotBeLookedUp(string name, int found) => Assert.Equal(
        found, Read(Config + "optimizer: " + name + "\n", Program + "\ndef my_get_optimizer(): return 1\n").Observations.OfType<WrongTypeObservation>().Count());

    [Theory]
    [InlineData("search: {optimizer: RandomSearch, budget: 9}\nspace: {learning_rate: [0.1, 0.2], batch_size: [8, 16]}\n", 0)]
    [InlineData("search: {optimizer: RandomSearch, budget: 9}\nspace: {learning_rate: 0.1, batch_size: 8}\n", 0)]
    [InlineData("optim: {optimizer: RandomSearch, learning_rate: 0.1}\nspace: {epochs: 9, batch_size: 8, seed: 1}\n", 1)]
    [InlineData("optim: {optimizer: {name: RandomSearch, params: {lr: 0.1}}}\nspace: {epochs: 9, batch_size: 8, seed: 1}\n", 1)]
    public void SearchForSettings_HasANameOfItsOwn(string text, int found) => Assert.Equal(found, Read(text,
        Program + "\nsearch = optim = optimizer = name = params = space = budget = learning_rate = lr = cfg['epochs']\n")
        .Observations.OfType<WrongTypeObservation>().Count(one => one.Found.Contains("RandomSearch", StringComparison.Ordinal)));

    [Theory]
    [InlineData("if cfg['eval_freq'] > 3:\n    pass", true)]
    [InlineData("if eval_freq <= -1:\n    eval_freq = -eval_freq * len(loader)", false)]
    [InlineData("if cfg.eval_freq < 0:\n    pass", false)]
    [InlineData("if args.run.eval_freq == -1:\n    pass", false)]
    [InlineData("if eval_freq >= 0 and step % eval_freq == 0:\n    pass", false)]
    public void NegativeInterval_IsLeftToAProgramThatAsksForItsSign(string line, bool isSaid) => Assert.Equal(isSaid,
        Read(Config + "eval_freq: -200\n", Program + "\n" + line + "\n").Observations.OfType<WrongTypeObservation>().Any());

    [Theory]
    [InlineData("audio = audio[:segment_length]", false)]
    [InlineData("frames = math.ceil(self.segment_length / self.hop_length)", true)]
    [InlineData("frames = hps.train.segment_length // hps.data.hop_length", true)]
    [InlineData("assert segment_length % hop_length == 0", true)]
    [InlineData("text = 'segment_length / hop_length'", false)]
    public void LengthOfASegment_IsHeldAgainstTheHop_WhereTheProgramDividesThem(string line, bool isSaid) => Assert.Equal(isSaid,
        Read(Config + "sampling_rate: 22050\nsegment_length: 16000\nhop_length: 256\n", Program + "\n" + line + "\nsegment_length, hop_length = cfg\n")
            .Observations.OfType<WrongTypeObservation>().Any());

    [Theory]
    [InlineData("data:\n  _target_: data.Set\n  batch_size: 8\n  epochs: 3\n  milestones: 2\n", 0)]
    [InlineData("data:\n  tarqet: data.Set\n  batch_size: 8\n  epochs: 3\n  milestones: 2\n", 1)]
    public void KeyOfALibrary_IsNotHeldAgainstTheWordsOfTheProgram(string text, int found) => Assert.Equal(found,
        Read(Config + text, Program + "\ntarget = cfg['target']\n").Observations.OfType<WithoutEffectObservation>()
            .Count(one => one.Severity == Severity.Warning));

    [Fact]
    public void SeedThatNoSourceHasAWordFor_IsWithoutEffect()
    {
        const string Unseeded = "import yaml\ncfg = yaml.safe_load(open('c'))\nfor e in range(cfg['epochs']):\n    loss = f(cfg['base_lr'], cfg['batch_size'], cfg['milestones'])\n    loss.backward()\n";
        var found = Assert.Single(Read(Config, Unseeded).Observations.OfType<WithoutEffectObservation>());
        Assert.Equal(("seed", Severity.Warning), (found.Key, found.Severity));
        Assert.Empty(Read(Config, Unseeded).Observations.OfType<UnseededObservation>());
        Assert.Single(Read(Config.Replace("seed: 1", "width: 9", StringComparison.Ordinal), Unseeded + "width = 9\n").Observations.OfType<UnseededObservation>());
    }

    [Theory]
    [InlineData("from allennlp.common import Params\n", 0)]
    [InlineData("import _jsonnet\n", 0)]
    [InlineData("import json5\n", 0)]
    [InlineData("import json\n", 1)]
    public void JsonOfALenientReader_MayHaveAComma(string import, int found) => Assert.Equal(found, Read(
        "{\"base_lr\": 0.1, \"epochs\": 9, \"batch_size\": 8, \"seed\": 1, \"milestones\": [3],}", Program + "\n" + import, "config.json")
        .Observations.OfType<UnreadableObservation>().Count());

    [Theory]
    [InlineData("defaults:\n  - optimizer: for_small_batches\n", 0)]
    [InlineData("other:\n  - optimizer: for_small_batches\n", 1)]
    public void NameInAListOfDefaults_PicksAFile(string text, int found) => Assert.Equal(
        found, Read(Config + text, Program + "\noptimizer = other = defaults = cfg\n").Observations.OfType<WrongTypeObservation>().Count());

    [Theory]
    [InlineData("# warmup_epochs: see the paper\n")]
    [InlineData("for part in parts: use(cfg[f\"warmup_{part}\"])\n")]
    [InlineData("parser.add_argument(\"--warmup-epochs\", type=int)\n")]
    public void WordThatStandsAnywhere_IsRead(string line) =>
        Assert.Empty(Read(Config + "warmup_epochs: 5\n", Program + "\n" + line).Observations.OfType<WithoutEffectObservation>());

    [Fact]
    public void ProgramThatHasFewOfTheKeys_IsAnother() =>
        Assert.Empty(Read(Config + "warmup_epochs: 5\n",
            "def read(cfg):\n    return cfg['epochs']\n").Observations.OfType<WithoutEffectObservation>());

    [Fact]
    public void NumberThatPyYamlReadsAsText_StopsTheOptimizer()
    {
        var found = Assert.Single(TextNumbers(Program));
        Assert.Contains("train.py:2", found.Loader, StringComparison.Ordinal);
        Assert.NotNull(found.Consequence);
        Assert.False(found.IsLoaderUnknown);
    }

    [Theory]
    [InlineData("lr = float(cfg[\"base_lr\"])\n")]
    [InlineData("base = OmegaConf.load(\"config.yaml\")\n")]
    [InlineData("loader.add_implicit_resolver('tag:yaml.org,2002:float', pattern, None)\n")]
    public void NumberThatIsConverted_IsSilent(string line) =>
        Assert.DoesNotContain(TextNumbers(Program + "\n" + line), found => found.Consequence is not null);

    [Fact]
    public void NumberOfAnUnknownLoader_IsMarkedAsSuch() => Assert.True(Assert.Single(TextNumbers("x = 1\n")).IsLoaderUnknown);

    [Fact]
    public void ProgramWithoutAWordOfSeeds_LeavesEverythingUnseeded()
    {
        var program = Program.Replace("torch.manual_seed(cfg[\"seed\"])", "pass", StringComparison.Ordinal);
        var found = Assert.Single(Read(Config.Replace("seed: 1\n", "", StringComparison.Ordinal) + "momentum: 0.9\n",
            program).Observations.OfType<UnseededObservation>());
        Assert.Null(found.Library);
        Assert.Equal("train.py:7", found.Where);
    }

    [Fact]
    public void DrawFromNumPyBesideASeedOfTorch_IsNoted()
    {
        var found = Assert.Single(Read(Config, Program + "\nx = np.random.choice(3)\n").Observations.OfType<UnseededObservation>());
        Assert.Equal(("NumPy", "train.py:8", "train.py:3"), (found.Library, found.Where, found.SeededIn));
        Assert.Empty(Read(Config, Program + "\nx = np.random.choice(3)\nnp.random.seed(1)\n").Observations.OfType<UnseededObservation>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("parser.add_argument('--weight_decay', type=float, default=5e-4)\n")]
    public void WhatTheProgramFillsIn_IsShownWithItsLine(string line)
    {
        var gaps = Assert.Single(Read(Config, Program + "\n" + line).Recipes).FilledGaps;
        var gap = gaps.First(one => one.Key == Facts.Momentum);
        Assert.Equal((0.9, 4), (gap.Number, gap.Place.Line));
        Assert.Equal(line.Length > 0, gaps.Any(one => one.Key == Facts.WeightDecay && one.Number == 5e-4));
    }

    [Fact]
    public void ArgumentThatTheConstructorDoesNotHave_IsMisspelt()
    {
        var found = Assert.Single(ReadText.Observed<MisspeltKeyObservation>("optimizer: {_target_: torch.optim.SGD, lr: 0.1, "
            + "momentum: 0.9, dampning: 0.1}\nepochs: 3\n"));
        Assert.Equal(("dampning", "dampening"), (found.Written, found.Meant));
        Assert.Empty(ReadText.Observed<MisspeltKeyObservation>("optimizer: {_target_: torch.optim.SGD, lr: 0.1, momentum: 0.9, "
            + "dampening: 0.1}\nepochs: 3\n"));
    }

    [Theory]
    [InlineData("OPTIM", "optim")]
    [InlineData("optimm", null)]
    [InlineData("schedulr", "scheduler")]
    public void SectionThatTheProgramSpellsOtherwise_IsLost(string name, string? meant)
    {
        var program = "import yaml\ncfg = yaml.safe_load(open('c.yaml'))\nrun(cfg['optim'], cfg['scheduler'], cfg['data'], "
            + "cfg['epochs'], cfg['seed'], a['path'], a['batch_size'], a['lr'], a['momentum'])\n";
        var found = Read("seed: 1\nepochs: 9\ndata: {path: a, batch_size: 8}\n" + name + ": {lr: 0.1, momentum: 0.9}\n", program)
            .Observations.OfType<WithoutEffectObservation>().Where(one => one.Key == name);
        Assert.Equal(meant is null ? 0 : 1, found.Count(one => one.Reason.Contains("'" + meant + "'", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("text = os.path.expandvars(text)\n", 0)]
    [InlineData("from omegaconf import OmegaConf\n", 1)]
    [InlineData("from omegaconf import OmegaConf\ncfg = OmegaConf.merge(cfg, other)\n", 0)]
    public void ReferenceThatNothingSupplies_PointsNowhere(string line, int found) => Assert.Equal(found, Read(
        Config.Replace("base_lr: 0.1", "base_lr: ${common.rate}", StringComparison.Ordinal), Program + "\n" + line)
        .Observations.OfType<UnresolvedObservation>().Count(one => one.IsBroken));

    [Theory]
    [InlineData("import jinja2\n", 0)]
    [InlineData("", 1)]
    public void PlaceholderThatTheProgramFillsIn_IsNoKey(string line, int found) => Assert.Equal(found,
        Read(Config + "gpus: {{ gpus }}\n", Program + "\n" + line).Observations.OfType<UnreadableObservation>().Count());

    [Theory]
    [InlineData("\"unclosed")]
    [InlineData("'''")]
    [InlineData("f(")]
    [InlineData("add_argument('--x', default=")]
    [InlineData("getattr(a,")]
    [InlineData("{%")]
    [InlineData("'{'")]
    [InlineData("x: ")]
    public void HalfAProgram_IsReadAsFarAsItGoes(string end) => Assert.True(Read(Config, Program + "\n" + end).IsTraining);

    [Theory]
    [InlineData("if cfg.max_steps > 0 and step > cfg.max_steps: exit()\n", false)]
    [InlineData("x = step if args.max_steps else None\n", false)]
    [InlineData("if max_steps != 0: stop()\n", false)]
    [InlineData("if step > cfg[\"max_steps\"]: exit()\n", true)]
    [InlineData("if max_steps > 10: exit()\n", true)]
    public void ZeroThatTheProgramAsksFor_IsNoLength(string line, bool isKept) => Assert.Equal(isKept, Assert.Single(
        Read(Config.Replace("epochs: 90", "max_steps: 0", StringComparison.Ordinal), Program + "\n" + line).Recipes)
        .Get(Facts.MaxSteps).Is(0));

    [Theory]
    [InlineData("with tf.GradientTape() as tape: grads = tape.jacobian(model(x), x)\n", 0)]
    [InlineData("optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))\n", 1)]
    public void TapeAlone_TrainsNothing(string line, int found) => Assert.Equal(found, Read(
        Config.Replace("seed: 1\n", "", StringComparison.Ordinal) + "momentum: 0.9\n",
        Program.Replace("torch.manual_seed(cfg[\"seed\"])", "pass", StringComparison.Ordinal)
            .Replace("loss.backward()", line, StringComparison.Ordinal)).Observations.OfType<UnseededObservation>().Count());

    [Theory]
    [InlineData("bin", false)]
    [InlineData("env", false)]
    [InlineData("obj", true)]
    [InlineData("site-packages", true)]
    public void FolderOfScripts_BelongsToTheProgram(string name, bool isForeign) => Assert.Equal(isForeign, ProgramSources.IsForeign(name));

    private static IReadOnlyList<TextNumberObservation> TextNumbers(string program) =>
        [.. Read(Config.Replace("0.1", "1e-1", StringComparison.Ordinal), program).Observations.OfType<TextNumberObservation>()];

    private static TrainingFile Read(string config, string program, string name = "config.yaml")
    {
        var files = new ConfigFiles("/repository", _ => (ParsedFile?)null)
        {
            Programs = new ProgramSources(_ => "/repository", _ => [new SourceFileName("/repository/train.py", "train.py",
                "train.py")], _ => program),
        };
        return new ConfigReader(files).Read(new SourceFile(name, config, "/repository/" + name));
    }
}
