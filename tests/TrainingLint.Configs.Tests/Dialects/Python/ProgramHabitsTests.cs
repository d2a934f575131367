using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>What programs do in their training loop: each mistake, and what looks like it.</summary>
public class ProgramHabitsTests
{
    private const string Adam = "import torch\nopt = torch.optim.Adam(model.parameters(), lr=1e-3)\n";

    private static Finding[] Findings(string text, string name = "train.py") => [.. new Judge().Findings(ReadText.As(text, name))];

    private static void Holds(string rule, bool found, string text) =>
        Assert.Equal(found, Findings(text).Any(finding => finding.Rule.Name == rule));

    private static string Loop(string body) => Adam + "for epoch in range(3):\n    for x, y in loader:\n" + body;

    [Theory]
    [InlineData("        loss.backward()\n        opt.step()\n", true)]
    [InlineData("        opt.zero_grad()\n        loss.backward()\n        opt.step()\n", false)]
    [InlineData("        loss.backward()\n        opt.step()\n        for p in model.parameters():\n            p.grad = None\n", false)]
    [InlineData("        loss.backward()\n        opt.step()\n        clear_gradients(model)\n", false)]
    [InlineData("        accelerator.backward(loss)\n        opt.step()\n", false)]
    [InlineData("        opt.step()\n", false)]
    public void GradientsThatNothingClears_AreTold(string body, bool found) => Holds("missing-zero-grad", found, Loop(body));

    [Fact]
    public void OptimizersOfOtherPackages_AreSeen() => Holds("missing-zero-grad", true,
        "from aihwkit.optim import AnalogSGD\nopt = AnalogSGD(model.parameters(), lr=0.1)\nfor epoch in range(9):\n"
        + "    loss = f(model(x), y)\n    loss.backward()\n    opt.step()\n");

    [Theory]
    [InlineData("        loss.backward()\n        opt.zero_grad()\n        opt.step()\n", true)]
    [InlineData("        loss.backward()\n        model.zero_grad()\n        opt.step()\n", true)]
    [InlineData("        loss.backward()\n        other.zero_grad()\n        opt.step()\n", false)]
    [InlineData("        loss.backward()\n        opt.step()\n        opt.zero_grad()\n", false)]
    [InlineData("        opt.zero_grad()\n        loss.backward()\n        opt.step()\n", false)]
    public void ClearedBeforeTheStep_IsTold(string body, bool found) => Holds("step-order", found, Loop(body));

    private const string Scaled = "        opt.zero_grad()\n        scaler.scale(loss).backward()\n";

    private const string Clip = "        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)\n";

    [Theory]
    [InlineData(Scaled + Clip + "        scaler.step(opt)\n        scaler.update()\n", true)]
    [InlineData(Scaled + "        scaler.unscale_(opt)\n" + Clip + "        scaler.step(opt)\n        scaler.update()\n", false)]
    [InlineData("        opt.zero_grad()\n        loss.backward()\n" + Clip + "        opt.step()\n", false)]
    [InlineData("        opt.zero_grad()\n        loss.backward()\n        opt.step()\n" + Clip, true)]
    [InlineData("        opt.zero_grad()\n" + Clip + "        loss.backward()\n        opt.step()\n", true)]
    public void ClippingInTheWrongPlace_IsTold(string body, bool found) => Holds("misplaced-clipping", found, Loop(body));

    [Theory]
    [InlineData("        loss.backward()\n        if (i + 1) % accum_steps == 0:\n            opt.step()\n            opt.zero_grad()\n",
        true)]
    [InlineData("        loss = loss / accum_steps\n        loss.backward()\n        if (i + 1) % accum_steps == 0:\n            "
        + "opt.step()\n"
        + "            opt.zero_grad()\n", false)]
    [InlineData("        (loss / n).backward()\n        if i % accum_steps == 0:\n            opt.step()\n            opt.zero_grad()\n",
        false)]
    [InlineData("        loss.backward()\n        if i % 4 == 0:\n            opt.step()\n            opt.zero_grad()\n", false)]
    public void SumsOfGradients_AreTold(string body, bool found) => Holds("accumulation-undivided", found, Loop(body));

    [Fact]
    public void AccumulationUnderAdam_IsANote()
    {
        var body = Loop("        loss.backward()\n        if (i + 1) % accum_steps == 0:\n            opt.step()\n            "
            + "opt.zero_grad()\n");
        Assert.Equal(Severity.Info, Findings(body).Single(finding => finding.Rule.Name == "accumulation-undivided").Severity);
        Assert.Equal(Severity.Warning, Findings(body.Replace("Adam(", "SGD(")).Single(finding =>
            finding.Rule.Name == "accumulation-undivided").Severity);
    }

    [Theory]
    [InlineData("for epoch in range(9):\n    opt = torch.optim.Adam(net.parameters(), lr=1e-3)\n", true)]
    [InlineData("for epoch in range(9):\n    net = build()\n    opt = torch.optim.Adam(net.parameters(), lr=1e-3)\n", false)]
    [InlineData("for fold in range(9):\n    opt = torch.optim.Adam(net.parameters(), lr=1e-3)\n", false)]
    [InlineData("opt = torch.optim.Adam(net.parameters(), lr=1e-3)\nfor epoch in range(9):\n", false)]
    public void OptimizerOfEveryEpoch_IsTold(string head, bool found) => Holds("optimizer-recreated", found, "import torch\n" + head
        + "    for x, y in loader:\n        opt.zero_grad()\n        loss = f(net(x), y)\n        loss.backward()\n        opt.step()\n");

    [Theory]
    [InlineData("model = model.cuda()\n", true)]
    [InlineData("model.to(device)\n", true)]
    [InlineData("other = other.cuda()\n", false)]
    [InlineData("", false)]
    public void ModelThatMovesLater_IsANote(string line, bool found) => Holds("model-moved-after-optimizer", found,
        Adam + line + "for x in loader:\n    opt.zero_grad()\n    f(x).backward()\n    opt.step()\n");

    private const string Evaluate = "def evaluate(loader):\n    model.eval()\n    return sum(f(model(x), y).item() for x, y in loader)\n\n";

    private static string Evaluating(string before, string inside) => "import torch\nmodel = Net(dropout=0.1)\n"
        + "opt = torch.optim.Adam(model.parameters(), lr=1e-3)\n" + Evaluate + before + "for epoch in range(9):\n" + inside
        + "    for x, y in loader:\n        opt.zero_grad()\n        f(model(x), y).backward()\n        opt.step()\n    "
            + "evaluate(held_out)\n";

    [Fact]
    public void EvaluationModeThatNothingLeaves_IsTold()
    {
        Holds("left-in-evaluation-mode", true, Evaluating("model.train()\n", ""));
        Holds("left-in-evaluation-mode", false, Evaluating("", "    model.train()\n"));
        Holds("left-in-evaluation-mode", false, Evaluating("model.train()\n", "").Replace("dropout=0.1", ""));
        Holds("left-in-evaluation-mode", false, Evaluating("model.train()\n", "").Replace("model.eval()", "teacher.eval()"));
        Holds("left-in-evaluation-mode", false, Evaluating("model.train()\n", "").Replace("    evaluate(held_out)", "evaluate(held_out)"));
    }

    private static string Module(string line, string rest = "") => "import torch\nimport torch.nn as nn\nclass Net(nn.Module):\n"
        + "    def __init__(self):\n        super().__init__()\n        " + line + "\n" + rest
        + "net = Net()\nopt = torch.optim.SGD(net.parameters(), lr=0.1)\nloss.backward()\n";

    [Theory]
    [InlineData("self.layers = [nn.Linear(1, 1) for i in range(3)]", true)]
    [InlineData("self.layers = [nn.Conv2d(1, 8, 3), nn.Conv2d(8, 8, 3)]", true)]
    [InlineData("self.layers = {'a': nn.Linear(1, 1)}", true)]
    [InlineData("self_first = nn.Linear(1, 1)", true)]
    [InlineData("self.layers = nn.ModuleList([nn.Linear(1, 1) for i in range(3)])", false)]
    [InlineData("self.sizes = [1, 2, 3]", false)]
    [InlineData("layers = [nn.Linear(1, 1)]", false)]
    [InlineData("self.first = nn.Linear(1, 1)", false)]
    public void LayersInPlainLists_AreTold(string line, bool found) => Holds("unregistered-modules", found, Module(line));

    [Theory]
    [InlineData("self.layers = []", "        self.layers.append(nn.Linear(1, 1))\n", true)]
    [InlineData("self.layers = []", "        self.layers.append(nn.Linear(1, 1))\n        self.net = nn.Sequential(*self.layers)\n", false)]
    [InlineData("self.layers = []", "        self.layers.append(nn.Linear(1, 1))\n        self.add_module('a', self.layers[0])\n", false)]
    public void LayersThatAreAppended_AreTold(string line, string rest, bool found) =>
        Holds("unregistered-modules", found, Module(line, rest));

    [Theory]
    [InlineData("model.backbone.requires_grad = False\n", true)]
    [InlineData("teacher.eval()\nteacher.requires_grad = False\n", true)]
    [InlineData("model.backbone.requires_grad_(False)\n", false)]
    [InlineData("for p in model.parameters():\n    p.requires_grad = False\n", false)]
    [InlineData("x.requires_grad = True\n", false)]
    [InlineData("model.fc.weight.requires_grad = False\n", false)]
    public void RequiresGradOfAModule_HasNoEffect(string line, bool found) => Holds("setting-without-effect", found,
        Adam + line + "loss.backward()\nopt.step()\n");

    [Theory]
    [InlineData("train_loader = DataLoader(ds, batch_size=8)\n", true)]
    [InlineData("train_loader = DataLoader(ds, batch_size=8, shuffle=True)\n", false)]
    [InlineData("train_loader = DataLoader(ds, 8, True)\n", false)]
    [InlineData("train_loader = DataLoader(ds, batch_size=8, sampler=s)\n", false)]
    [InlineData("train_loader = DataLoader(ds, **options)\n", false)]
    [InlineData("val_loader = DataLoader(ds, batch_size=8)\n", false)]
    [InlineData("class Stream(IterableDataset):\n    pass\ntrain_loader = DataLoader(ds, batch_size=8)\n", false)]
    public void LoaderThatDoesNotShuffle_IsANote(string line, bool found) => Holds("unshuffled-training-data", found,
        Adam + line + "for x in train_loader:\n    opt.zero_grad()\n    f(x).backward()\n    opt.step()\n");

    private const string Resumed = "ckpt = torch.load(path)\nmodel.load_state_dict(ckpt['model'])\nstart_epoch = ckpt['epoch'] + 1\n";

    [Theory]
    [InlineData(Resumed, true)]
    [InlineData(Resumed + "opt.load_state_dict(ckpt['optimizer'])\n", false)]
    [InlineData("ckpt = torch.load(path)\nmodel.load_state_dict(ckpt['model'])\nstart_epoch = 0\n", false)]
    public void ResumedWithoutItsOptimizer_IsTold(string lines, bool found) => Holds("resumed-without-optimizer-state", found,
        Adam + lines + "for epoch in range(start_epoch, 90):\n    opt.zero_grad()\n    f(x).backward()\n    opt.step()\n");

    [Theory]
    [InlineData("sched = torch.optim.lr_scheduler.LambdaLR(opt, lr_lambda=lf)\nsched.last_epoch = start\n", true)]
    [InlineData("sched = torch.optim.lr_scheduler.LambdaLR(opt, lr_lambda=lf, last_epoch=start)\n", false)]
    public void EpochSetTooLate_IsANote(string lines, bool found) =>
        Holds("fresh-scheduler-resumed", found, Adam + lines + "loss.backward()\nopt.step()\n");

    [Theory]
    [InlineData("ReduceLROnPlateau(opt)", "val_acc", true)]
    [InlineData("ReduceLROnPlateau(opt, 'max')", "math.ceil(validation_loss * 1000.0)", true)]
    [InlineData("ReduceLROnPlateau(opt, mode='max')", "val_acc", false)]
    [InlineData("ReduceLROnPlateau(opt, 'min')", "val_loss", false)]
    [InlineData("ReduceLROnPlateau(opt)", "-val_acc", false)]
    [InlineData("ReduceLROnPlateau(opt)", "1 - accuracy", false)]
    [InlineData("ReduceLROnPlateau(opt)", "score", false)]
    [InlineData("ReduceLROnPlateau(opt, mode=args.mode)", "val_acc", false)]
    public void PlateauOfTheWrongDirection_IsTold(string scheduler, string metric, bool found) => Holds("wrong-type", found,
        Adam + "sched = torch.optim.lr_scheduler." + scheduler + "\nfor epoch in range(9):\n    opt.zero_grad()\n    f(x).backward()\n"
        + "    opt.step()\n    sched.step(" + metric + ")\n");

    private static string Keras(string callback) => "from keras.callbacks import EarlyStopping, ReduceLROnPlateau, ModelCheckpoint\n"
        + "model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])\nstop = " + callback + "\n"
        + "model.fit(x, y, validation_split=0.1, epochs=90, batch_size=32, callbacks=[stop])\n";

    [Theory]
    [InlineData("EarlyStopping(monitor='val_f1', patience=10)", true)]
    [InlineData("ReduceLROnPlateau(monitor='val_dice', factor=0.5)", true)]
    [InlineData("ModelCheckpoint('a.h5', monitor='val_f1', save_best_only=True)", true)]
    [InlineData("EarlyStopping(monitor='val_accuracy', mode='min')", true)]
    [InlineData("EarlyStopping(monitor='value_loss', patience=10)", true)]
    [InlineData("EarlyStopping(monitor='val_acc', patience=10)", true)]
    [InlineData("EarlyStopping(monitor='val_f1', mode='max')", false)]
    [InlineData("EarlyStopping(monitor='val_accuracy', patience=10)", false)]
    [InlineData("EarlyStopping(monitor='val_loss', patience=10)", false)]
    [InlineData("EarlyStopping(monitor='val_auc', patience=10)", false)]
    [InlineData("ModelCheckpoint('a.h5', monitor='val_f1')", false)]
    public void MetricThatKerasMisreads_IsTold(string callback, bool found) => Holds("wrong-type", found, Keras(callback));

    [Theory]
    [InlineData("EarlyStopping(monitor='val_acc')", true)]
    [InlineData("ModelCheckpoint(monitor='val/f1')", true)]
    [InlineData("EarlyStopping(monitor='val_acc', mode='max')", false)]
    [InlineData("EarlyStopping(monitor='val_loss')", false)]
    [InlineData("Trainer(max_epochs=3, val_check_interval=1)", true)]
    [InlineData("Trainer(max_epochs=3, val_check_interval=1.0)", false)]
    [InlineData("Trainer(max_epochs=3, val_check_interval=100)", false)]
    public void WhatLightningTakesOtherwise_IsTold(string call, bool found) => Holds("wrong-type", found,
        "from pytorch_lightning import Trainer\nfrom pytorch_lightning.callbacks import EarlyStopping, ModelCheckpoint\nx = " + call
            + "\n");

    [Theory]
    [InlineData("model.half()\ntrainer = pl.Trainer(precision=16)\ntrainer.fit(model)\n", true)]
    [InlineData("model.half()\ntrainer = pl.Trainer(precision=32)\ntrainer.fit(model)\n", false)]
    [InlineData("other.half()\ntrainer = pl.Trainer(precision=16)\ntrainer.fit(model)\n", false)]
    [InlineData("model = AutoModel.from_pretrained('gpt2', torch_dtype=torch.float16)\nargs = TrainingArguments('o', fp16=True)\n"
        + "trainer = Trainer(model=model, args=args)\n", true)]
    [InlineData("model = AutoModel.from_pretrained('gpt2', torch_dtype=torch.float16)\nargs = TrainingArguments('o', bf16=True)\n"
        + "trainer = Trainer(model=model, args=args)\n", false)]
    [InlineData("model = get_peft_model(model)\nmodel = AutoModel.from_pretrained('gpt2', torch_dtype=torch.float16)\n"
        + "args = TrainingArguments('o', fp16=True)\ntrainer = Trainer(model=model, args=args)\n", false)]
    public void HalfWeightsUnderAScaler_AreTold(string lines, bool found) => Holds("wrong-type", found,
        "import torch\nimport pytorch_lightning as pl\nfrom transformers import AutoModel, Trainer, TrainingArguments\n" + lines);

    private static string Lightning(string scheduler, string returned) => "import pytorch_lightning as pl\nimport torch\n"
        + "class Net(pl.LightningModule):\n    def configure_optimizers(self):\n        opt = torch.optim.AdamW(self.parameters(), "
            + "lr=1e-3)\n"
        + "        def ramp(current_step):\n            return min(1, current_step / 4000)\n        sched = " + scheduler
            + "\n        return "
        + returned + "\n";

    [Theory]
    [InlineData("torch.optim.lr_scheduler.LambdaLR(opt, ramp)", "[opt], [{'scheduler': sched}]", true)]
    [InlineData("torch.optim.lr_scheduler.LambdaLR(opt, lambda step: 1)", "{'optimizer': opt, 'lr_scheduler': sched}", true)]
    [InlineData("get_linear_schedule_with_warmup(opt, self.warmup_steps, self.total_steps)", "[opt], [sched]", true)]
    [InlineData("torch.optim.lr_scheduler.LambdaLR(opt, ramp)", "[opt], [{'scheduler': sched, 'interval': 'step'}]", false)]
    [InlineData("torch.optim.lr_scheduler.LambdaLR(opt, lambda epoch: 1)", "[opt], [sched]", false)]
    [InlineData("get_linear_schedule_with_warmup(opt, 2, self.max_epochs)", "[opt], [sched]", false)]
    public void StepsThatLightningTakesForEpochs_AreTold(string scheduler, string returned, bool found) =>
        Holds("wrong-type", found, Lightning(scheduler, returned));

    private static string Ending(string end, string loss) => "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"
        + "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.fc = nn.Linear(8, 3)\n"
        + "    def forward(self, x):\n        x = self.fc(x)\n        return " + end + "\nnet = Net()\ncriterion = nn." + loss + "()\n"
        + "opt = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)\nfor x, y in loader:\n    opt.zero_grad()\n"
        + "    out = net(x)\n    loss = criterion(out, y)\n    loss.backward()\n    opt.step()\n";

    [Theory]
    [InlineData("F.softmax(x, dim=1)", "CrossEntropyLoss", true)]
    [InlineData("x.softmax(dim=1)", "CrossEntropyLoss", true)]
    [InlineData("torch.sigmoid(x)", "BCEWithLogitsLoss", true)]
    [InlineData("x", "NLLLoss", true)]
    [InlineData("x", "CrossEntropyLoss", false)]
    [InlineData("F.log_softmax(x, dim=1)", "NLLLoss", false)]
    [InlineData("torch.sigmoid(x)", "BCELoss", false)]
    public void EndThatTheLossDoesNotExpect_IsTold(string end, string loss, bool found) =>
        Holds("loss-input-mismatch", found, Ending(end, loss));

    [Theory]
    [InlineData("torch.backends.cudnn.deterministic = True\ntorch.backends.cudnn.benchmark = True\n", true)]
    [InlineData("torch.backends.cudnn.deterministic = True\ntorch.backends.cudnn.benchmark = False\n", false)]
    [InlineData("torch.backends.cudnn.benchmark = True\n", false)]
    [InlineData("if fast:\n    torch.backends.cudnn.benchmark = True\nelse:\n    torch.backends.cudnn.deterministic = True\n", false)]
    public void BothModesOfCudnn_AreANote(string lines, bool found) =>
        Holds("nondeterministic-mode", found, Adam + "torch.manual_seed(1)\n" + lines);

    private const string Collator = "collator = DataCollatorForLanguageModeling(tokenizer, mlm=False)\n";

    [Theory]
    [InlineData("tokenizer.pad_token = tokenizer.eos_token\n" + Collator, true)]
    [InlineData("tokenizer.pad_token = tokenizer.unk_token\n" + Collator, false)]
    [InlineData("tokenizer.pad_token = tokenizer.eos_token\ncollator = DataCollatorForSeq2Seq(tokenizer)\n", false)]
    public void EndThatPads_IsANote(string lines, bool found) => Holds("end-token-masked", found,
        "from transformers import Trainer, TrainingArguments\n" + lines
            + "trainer = Trainer(model, TrainingArguments('o', learning_rate=2e-5))\n");

    // What tests train is meant to show something.
    [Fact]
    public void Tests_AreLeftAlone() =>
        Assert.Empty(Findings(Loop("        loss.backward()\n        opt.step()\n"), "tests/train.py"));

    [Theory]
    [InlineData("for")]
    [InlineData("class Net(nn.Module):\n  self.x = [nn.Linear(\nloss.backward()\n")]
    [InlineData("opt = A(m.parameters(\nopt.step()\nloss.backward(\n")]
    public void BrokenPrograms_AreNoTrouble(string text) => Assert.NotNull(Findings(text));
}
