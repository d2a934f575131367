using System;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>What a loop does with its scaler, its losses, its clipping and what it watches, and what it loads to train.</summary>
public class ProgramStepsTests
{
    private const string Head = "import torch\nmodel = Net()\nopt = torch.optim.Adam(model.parameters(), lr=1e-3)\n";

    private static (string Rule, Severity Severity)[] Findings(string text) =>
        [.. new Judge().Findings(ReadText.As(text, "train.py")).Select(finding => (finding.Rule.Id, finding.Severity))];

    private static bool Warns(string text, string rule) => Findings(text).Contains((rule, Severity.Warning));

    private const string Scaled = "scaler = torch.cuda.amp.GradScaler()\nfor x, y in loader:\n    opt.zero_grad()\n"
        + "    loss = crit(model(x), y)\n    scaler.scale(loss).backward()\n    scaler.step(opt)\n";

    [Fact]
    public void ScalerWithoutUpdate_IsTold()
    {
        Assert.True(Warns(Head + Scaled, "TL2002"));
        Assert.False(Warns(Head + Scaled + "    scaler.update()\n", "TL2002"));
        Assert.False(Warns(Head + Scaled + "    self.loss_scaler.update()\n", "TL2002"));
    }

    [Theory]
    [InlineData("0.1 * gan_loss", true)]
    [InlineData("args.w * gan_loss", true)]
    [InlineData("gan_loss", true)]
    [InlineData("feature * gan_loss", false)]
    [InlineData("rec / (gan_loss + 1)", false)]
    public void DetachedPartOfALoss_IsTold(string term, bool isTold) => Assert.Equal(isTold, Warns(
        Head + "for x, y in loader:\n    opt.zero_grad()\n    gan_loss = bce(d(model(x)), y).detach()\n    loss = rec + " + term
        + "\n    loss.backward()\n    opt.step()\n", "TL2029"));

    [Theory]
    [InlineData("gan_loss = bce(d(model(x)), y)", "log(gan_loss.detach())")]
    [InlineData("gan_loss = bce(d(model(x)), y).detach()", "log(gan_loss)")]
    public void CopyForTheLog_IsLeftAlone(string made, string used) => Assert.False(Warns(
        Head + $"for x, y in loader:\n    opt.zero_grad()\n    {made}\n    loss = rec + other\n    {used}\n    loss.backward()\n    opt.step()\n",
        "TL2029"));

    [Theory]
    [InlineData("    if max_norm:\n        clip_grad_norm_(model.parameters(), max_norm)\n    loss.backward()\n", true)]
    [InlineData("    loss.backward()\n    if max_norm:\n        clip_grad_norm_(model.parameters(), max_norm)\n", false)]
    [InlineData("    if step % 4 == 0:\n        clip_grad_norm_(model.parameters(), limit)\n        opt.step()\n    loss.backward()\n", false)]
    public void ClippingUnderACondition_IsHeldToTheOrderAsWell(string lines, bool isTold) => Assert.Equal(isTold, Warns(
        Head + "for x, y in loader:\n    opt.zero_grad()\n    loss = crit(model(x), y)\n" + lines + "    opt.step()\n", "TL2018"));

    [Theory]
    [InlineData("", true)]
    [InlineData("        optimizer.zero_grad()\n", false)]
    [InlineData("        for p in model.parameters():\n            p.grad = None\n", false)]
    public void LoopThatIsHandedItsOptimizer_MustClearGradients(string clearing, bool isTold) => Assert.Equal(isTold, Warns(
        "import torch\ndef train(model, loader, optimizer):\n    for x, y in loader:\n" + clearing
        + "        loss = crit(model(x), y)\n        loss.backward()\n        optimizer.step()\n", "TL2001"));

    [Fact]
    public void StepThatIsHandedItsOptimizerOnce_IsLeftToItsCaller() => Assert.False(Warns(
        "import torch\ndef step(model, batch, optimizer):\n    loss = crit(model(batch))\n    loss.backward()\n    optimizer.step()\n", "TL2001"));

    private const string Watched = "for epoch in range(9):\n    train_loss = fit(model)\n    valid_loss = measure(model)\n";

    [Theory]
    [InlineData("early_stopping(train_loss, model)", true)]
    [InlineData("early_stopping(valid_loss, model)", false)]
    [InlineData("if validate:\n        early_stopping(valid_loss, model)\n    else:\n        early_stopping(train_loss, model)", false)]
    [InlineData("other(valid_loss, model)\n    early_stopping(train_loss, model)", true)]
    public void EarlyStoppingOnTheTrainingLoss_IsTold(string watch, bool isTold) => Assert.Equal(isTold, Warns(
        Head + Watched + "    " + watch + "\n    loss.backward()\n    opt.step()\n", "TL0907"));

    [Fact]
    public void EarlyStoppingWithoutAnotherLoss_IsLeftAlone() => Assert.False(Warns(
        Head + Watched.Replace("valid_loss", "score", StringComparison.Ordinal) + "    early_stopping(train_loss, model)\n    loss.backward()\n",
        "TL0907"));

    [Theory]
    [InlineData("'scheduler': sched", true)]
    [InlineData("'lr_schedulers': sched", true)]
    [InlineData("'lr_scheduler': sched", false)]
    [InlineData("'lr_scheduler': {'scheduler': sched, 'interval': 'step'}", false)]
    public void KeyThatLightningDoesNotRead_HasNoEffect(string entry, bool isTold) => Assert.Equal(isTold, Warns(
        "import pytorch_lightning as pl\nclass Net(pl.LightningModule):\n    def configure_optimizers(self):\n"
        + "        opt = torch.optim.Adam(self.parameters(), lr=1e-3)\n        sched = torch.optim.lr_scheduler.StepLR(opt, 3)\n"
        + "        return {'optimizer': opt, " + entry + "}\n", "TL0906"));

    [Theory]
    [InlineData("", "model", true)]
    [InlineData("model.float()\n", "model", false)]
    [InlineData("", "head", false)]
    public void ClipInHalfPrecision_IsNotTrained(string between, string trained, bool isTold) => Assert.Equal(isTold, Warns(
        "import clip\nmodel, preprocess = clip.load('RN50', device='cuda', jit=False)\n" + between + $"opt = torch.optim.Adam({trained}.parameters(), lr=1e-6)\n"
            + "for x, y in loader:\n    opt.zero_grad()\n    loss = crit(model(x), y)\n    loss.backward()\n    opt.step()\n", "TL2054"));

    private const string Gathered = "for i, name in enumerate(CLASSES):\n    for path in files(name):\n        images.append(load(path))\n"
        + "        labels.append(i)\nX = np.array(images)\nY = np.array(labels)\n";

    [Theory]
    [InlineData("model.fit(X, Y, epochs=9, validation_split=0.2)\n", true)]
    [InlineData("X, Y = shuffle(X, Y)\nmodel.fit(X, Y, epochs=9, validation_split=0.2)\n", false)]
    [InlineData("model.fit(X, Y, epochs=9, validation_data=(A, B))\n", false)]
    public void SplitOfSamplesThatStandByClass_IsTold(string fit, bool isTold) => Assert.Equal(isTold, Warns(
        "from tensorflow import keras\n" + Gathered + "model.compile(optimizer=keras.optimizers.Adam(1e-3), loss='mse')\n" + fit, "TL0907"));

    private const string Further = "    args=TrainingArguments(output_dir='o', learning_rate=2e-4, num_train_epochs=2, seed=3))\ntrainer.train()\n";

    [Theory]
    [InlineData("PeftModel.from_pretrained(base, path)", true)]
    [InlineData("PeftModel.from_pretrained(base, path, is_trainable=True)", false)]
    [InlineData("get_peft_model(base, config)", false)]
    public void AdapterLoadedForInference_TrainsNothing(string loaded, bool isTold) => Assert.Equal(isTold, Warns(
        "from peft import PeftModel, get_model\nmodel = " + loaded + "\ntrainer = Trainer(model=model, train_dataset=data,\n" + Further, "TL2036"));

    [Fact]
    public void AdapterLoadedForAnEvaluation_IsLeftAlone() => Assert.False(Warns(
        "from peft import PeftModel\nbest = PeftModel.from_pretrained(base, path)\ntrainer = Trainer(model=model, train_dataset=data,\n" + Further,
        "TL2036"));
}
