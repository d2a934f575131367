using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>Losses, labels, steps and arguments that a program mixes up, each beside what looks like it and is sound.</summary>
public class ProgramMixUpsTests
{
    private const string Head = "import torch\nmodel = Net()\nopt = torch.optim.Adam(model.parameters(), lr=1e-3)\n";

    private const string Keras = "from tensorflow import keras\nfrom tensorflow.keras import layers\n";

    private static bool Tells(string text, string rule, string word) => new Judge().Findings(ReadText.As(text, "train.py"))
        .Any(finding => finding.Rule.Id == rule && finding.Message.Contains(word));

    private static Severity? SeverityOf(string text, string rule, string word) => new Judge().Findings(ReadText.As(text, "train.py"))
        .FirstOrDefault(finding => finding.Rule.Id == rule && finding.Message.Contains(word))?.Severity;

    [Theory]
    [InlineData("total = 0", "total += loss", true)]
    [InlineData("total = 0.0", "total += loss * len(x)", true)]
    [InlineData("total = 0.0", "total += part_loss", true)]
    [InlineData("total = 0", "total += loss.item()", false)]
    [InlineData("total = 0", "total += other", false)]
    [InlineData("count = 0", "total += loss", false)]
    [InlineData("total = torch.zeros(1)", "total += loss", false)]
    public void SumOfLossesWithTheirGraphs_IsANote(string start, string sum, bool isTold)
    {
        var text = Head + $"{start}\nfor x, y in loader:\n    opt.zero_grad()\n    part_loss = crit(model(x), y)\n"
            + $"    loss = part_loss + rest(x)\n    loss.backward()\n    opt.step()\n    {sum}\n";
        Assert.Equal(isTold ? Severity.Info : null, SeverityOf(text, "TL2027", "total"));
    }

    [Fact]
    public void SumThatIsFollowedBackItself_IsLeftAlone() => Assert.False(Tells(Head + "total = 0\nfor x, y in loader:\n"
        + "    opt.zero_grad()\n    loss = crit(model(x), y)\n    loss.backward()\n    total += loss\n    opt.step()\ntotal.backward()\n",
        "TL2027", "total"));

    [Theory]
    [InlineData("lr = base * (0.1 ** -(epoch // 30))", true)]
    [InlineData("lr = args.lr * (args.gamma ** -(epoch // 30))", true)]
    [InlineData("lr = args.lr * (args.gamma ** (epoch // 30))", false)]
    [InlineData("lr = base * (2 ** -(epoch // 30))", false)]
    [InlineData("lr = base * (warmup ** -1.5) * step", false)]
    [InlineData("lr = args.lr / (args.gamma ** -(epoch // 30))", false)]
    public void ShareToANegativePower_Grows(string rate, bool isTold) => Assert.Equal(isTold, Tells(
        "import argparse\np = argparse.ArgumentParser()\np.add_argument('--gamma', type=float, default=0.1)\nargs = p.parse_args()\n" + Head
        + $"for epoch in range(9):\n    {rate}\n    for g in opt.param_groups:\n        g['lr'] = lr\n", "TL2031", "negative"));

    [Theory]
    [InlineData("group['lr'] *= self.rates[i]", "", true)]
    [InlineData("group['lr'] *= group['lr_scale']", "", true)]
    [InlineData("group['lr'] *= 0.99", "", false)]
    [InlineData("group['lr'] *= self.rates[i]", "        for g in self.optimizer.param_groups:\n            g['lr'] = self.base\n", false)]
    public void SharesOfLayersAtEveryStep_MultiplyUp(string change, string after, bool isTold) => Assert.Equal(isTold, Tells(
        "class Layered:\n    def step(self):\n        for i, group in enumerate(self.optimizer.param_groups):\n            " + change
        + "\n        self.optimizer.step()\n" + after + "# lr_scheduler\n", "TL0907", "every step"));

    [Theory]
    [InlineData("        scaler.unscale_(opt)\n        if i % 4:\n            scaler.step(opt)\n            scaler.update()\n", true)]
    [InlineData("        if i % 4:\n            scaler.unscale_(opt)\n            scaler.step(opt)\n            scaler.update()\n", false)]
    [InlineData("        scaler.unscale_(opt)\n        scaler.step(opt)\n        scaler.update()\n", false)]
    public void UnscalingInEveryRound_WantsAnUpdateInEach(string steps, bool isTold) => Assert.Equal(isTold, Tells(
        Head + "scaler = torch.cuda.amp.GradScaler()\nfor epoch in range(3):\n    for i, (x, y) in enumerate(loader):\n"
        + "        scaler.scale(crit(model(x), y) / 4).backward()\n" + steps, "TL2002", "unscale_"));

    [Theory]
    [InlineData("            scheduler.step()\n", "False", true)]
    [InlineData("                scheduler.step()\n", "False", false)]
    [InlineData("            scheduler.step()\n", "True", false)]
    [InlineData("            scheduler.step(loss)\n", "False", false)]
    public void SchedulerInBothPasses_IsTold(string step, string second, bool isTold) => Assert.Equal(isTold, Tells(
        "def run(model, loader, optimizer, scheduler, is_train):\n    with torch.set_grad_enabled(is_train):\n        for x, y in loader:\n"
        + "            loss = crit(model(x), y)\n            if is_train:\n                optimizer.zero_grad()\n"
        + "                loss.backward()\n                optimizer.step()\n" + step
        + $"run(m, a, opt, sched, True)\nrun(m, b, opt, sched, {second})\n", "TL2002", "evaluation pass"));

    [Theory]
    [InlineData("s = DistributedSampler(data)", "", true)]
    [InlineData("s = DistributedSampler(data, shuffle=False)", "", false)]
    [InlineData("s = DistributedSampler(data)", "    s.set_epoch(epoch)\n", false)]
    public void SamplerOfAnyNameInTheLoop_WantsTheEpoch(string sampler, string first, bool isTold) => Assert.Equal(isTold, Tells(
        Head + sampler + "\nloader = DataLoader(data, sampler=s, batch_size=4)\nfor epoch in range(9):\n" + first
        + "    for (x, y), z in zip(loader, more):\n        opt.zero_grad()\n        crit(model(x), y).backward()\n        opt.step()\n",
        "TL2007", "set_epoch"));

    [Theory]
    [InlineData("[opt], [sched]", true)]
    [InlineData("{'optimizer': opt, 'lr_scheduler': sched}", true)]
    [InlineData("{'optimizer': opt, 'lr_scheduler': sched, 'monitor': 'val_loss'}", false)]
    [InlineData("[opt]", false)]
    [InlineData("self.both(opt, sched)", false)]
    public void PlateauThatIsReturned_WantsAMonitor(string returned, bool isTold) => Assert.Equal(isTold, Tells(
        "from pytorch_lightning import LightningModule\nclass M(LightningModule):\n    def configure_optimizers(self):\n"
        + "        opt = torch.optim.Adam(self.parameters(), lr=1e-3)\n"
        + "        sched = torch.optim.lr_scheduler.ReduceLROnPlateau(opt)\n        return " + returned + "\n", "TL2009", "monitor"));

    [Theory]
    [InlineData("whole", "val_set", true)]
    [InlineData("train_set", "val_set", false)]
    [InlineData("whole", "whole", false)]
    public void WholeSetBesideAnUnusedSplit_IsTold(string trained, string validated, bool isTold) => Assert.Equal(isTold, Tells(
        "train_set, val_set = random_split(whole, [80, 20])\n"
        + $"train_loader = DataLoader({trained}, batch_size=4, shuffle=True)\nval_loader = DataLoader({validated}, batch_size=4)\n",
        "TL2051", "train_set"));

    [Theory]
    [InlineData("        self.loss = self.layer.loss(x)\n", true)]
    [InlineData("        self.loss += self.layer.loss(x)\n", false)]
    [InlineData("        self.loss = self.loss + self.layer.loss(x)\n", false)]
    [InlineData("        self.keep(self.loss)\n        self.loss = self.layer.loss(x)\n", false)]
    public void RegularisationThatIsWrittenOver_IsTold(string next, bool isTold) => Assert.Equal(isTold, Tells(
        "import tensorflow as tf\nclass M:\n    def _loss(self, x):\n        for v in self.vars:\n"
        + "            self.loss += FLAGS.weight_decay * tf.nn.l2_loss(v)\n" + next
        + "        self.op = tf.train.AdamOptimizer(learning_rate=0.1).minimize(self.loss)\n", "TL0906", "written over"));

    [Theory]
    [InlineData("lr=1e-3, relative_step=False, warmup_init=True", true)]
    [InlineData("lr=1e-3", true)]
    [InlineData("lr=None, warmup_init=True", false)]
    [InlineData("lr=1e-3, relative_step=False", false)]
    [InlineData("lr=args.lr", false)]
    public void ArgumentsThatAdafactorRefuses_AreErrors(string arguments, bool isTold) => Assert.Equal(isTold ? Severity.Error : null,
        SeverityOf("from transformers import Adafactor\nopt = Adafactor(model.parameters(), " + arguments
            + ")\nloss.backward()\nopt.step()\nopt.zero_grad()\n", "TL0907", "Adafactor refuses"));

    [Fact]
    public void AdafactorOfAnotherLibrary_IsLeftAlone() => Assert.False(Tells("from timm.optim import Adafactor\n"
        + "opt = Adafactor(model.parameters(), lr=1e-3)\nloss.backward()\nopt.step()\nopt.zero_grad()\n", "TL0907", "Adafactor refuses"));

    [Theory]
    [InlineData("'Answer: '", true)]
    [InlineData("'Answer:'", false)]
    [InlineData("'Answer:\\n'", false)]
    public void TemplateThatEndsInABlank_IsANote(string template, bool isTold) => Assert.Equal(isTold ? Severity.Info : null, SeverityOf(
        $"template = {template}\ncollator = DataCollatorForCompletionOnlyLM(template, tokenizer=tokenizer)\nlearning_rate=1e-4\n", "TL0907",
        "blank"));

    [Theory]
    [InlineData("", "binary_crossentropy", "1, activation='sigmoid'", true)]
    [InlineData(", class_mode='binary'", "binary_crossentropy", "1, activation='sigmoid'", false)]
    [InlineData("", "binary_crossentropy", "2, activation='sigmoid'", false)]
    [InlineData("", "sparse_categorical_crossentropy", "5, activation='softmax'", true)]
    [InlineData(", class_mode='sparse'", "sparse_categorical_crossentropy", "5, activation='softmax'", false)]
    [InlineData(", class_mode='binary'", "categorical_crossentropy", "2, activation='softmax'", true)]
    [InlineData(", class_mode=mode", "categorical_crossentropy", "2, activation='softmax'", false)]
    public void LabelsOfAFolder_MustFitTheLoss(string mode, string loss, string last, bool isTold) => Assert.Equal(isTold, Tells(
        Keras + $"train = gen.flow_from_directory('data'{mode})\nmodel = keras.Sequential([layers.Flatten(), layers.Dense({last})])\n"
        + $"model.compile(optimizer='adam', loss='{loss}')\nmodel.fit(train, epochs=3)\n", "TL0907", "class_mode"));

    [Theory]
    [InlineData("layers.Dense(4)", "keras.losses.SparseCategoricalCrossentropy()", true)]
    [InlineData("layers.Dense(4)", "'categorical_crossentropy'", true)]
    [InlineData("layers.Dense(4)", "keras.losses.SparseCategoricalCrossentropy(from_logits=True)", false)]
    [InlineData("layers.Dense(4, activation='softmax')", "keras.losses.SparseCategoricalCrossentropy()", false)]
    [InlineData("layers.Dense(4, 'softmax')", "keras.losses.SparseCategoricalCrossentropy()", false)]
    [InlineData("layers.Dense(4), layers.Activation('softmax')", "'categorical_crossentropy'", false)]
    [InlineData("layers.Dense(4), layers.Lambda(f)", "'categorical_crossentropy'", false)]
    public void RawNumbersForALossOfProbabilities_AreTold(string last, string loss, bool isTold) => Assert.Equal(isTold, Tells(
        Keras + $"model = keras.Sequential([layers.Flatten(), {last}])\nmodel.compile(loss={loss}, optimizer='adam')\nmodel.fit(x, y)\n",
        "TL2005", "without a softmax"));

    [Theory]
    [InlineData("MultiLabelClassificationModel", "ClassificationArgs", true)]
    [InlineData("MultiLabelClassificationModel", "MultiLabelClassificationArgs", false)]
    [InlineData("ClassificationModel", "ModelArgs", true)]
    [InlineData("ClassificationModel", "ClassificationArgs", false)]
    public void ArgumentsOfAnotherModel_AreIgnored(string model, string arguments, bool isTold) => Assert.Equal(isTold, Tells(
        $"from simpletransformers.classification import {model}, {arguments}\nmodel_args = {arguments}(num_train_epochs=5, "
        + $"learning_rate=3e-5)\nmodel = {model}('bert', 'bert-base-cased', args=model_args)\n", "TL0906", "by its defaults"));

    [Theory]
    [InlineData("", true)]
    [InlineData("classes=classes, ", false)]
    public void ClassesThatNoDataSetIsGiven_AreTold(string given, bool isTold) => Assert.Equal(isTold, Tells(
        "_base_ = 'faster_rcnn.py'\ndataset_type = 'CocoDataset'\nclasses = ('bolt', 'nut')\n"
        + $"data = dict(train=dict(type=dataset_type, {given}ann_file='a.json'))\noptimizer = dict(type='SGD', lr=0.01)\n", "TL0906",
        "no data set"));

    [Theory]
    [InlineData("F.softmax(self.fc(x), dim=-1)", "nn.NLLLoss()", "from model import Net", true)]
    [InlineData("F.softmax(self.fc(x), dim=-1)", "nn.CrossEntropyLoss()", "from .model import Net", true)]
    [InlineData("F.log_softmax(self.fc(x), dim=-1)", "nn.NLLLoss()", "from model import Net", false)]
    [InlineData("F.softmax(self.fc(x), dim=-1)", "nn.MSELoss()", "from model import Net", false)]
    [InlineData("F.softmax(self.fc(x), dim=-1)", "nn.NLLLoss()", "from elsewhere import Net", false)]
    public void ModelOfAnotherFile_IsFollowed(string end, string loss, string import, bool isTold)
    {
        var file = ReadText.Together(
            ("train.py", $"{import}\nmodel = Net().to(device)\noptimizer = torch.optim.Adam(model.parameters(), lr=1e-3)\n"
                + $"crit = {loss}\nfor x, y in loader:\n    optimizer.zero_grad()\n    loss = crit(model(x), y)\n"
                + "    loss.backward()\n    optimizer.step()\n"),
            ("model.py", "class Net(nn.Module):\n    def __init__(self):\n        self.fc = nn.Linear(4, 2)\n    def forward(self, x):\n"
                + $"        return {end}\n"));
        Assert.Equal(isTold, new Judge().Findings(file).Any(finding => finding.Rule.Id == "TL2005"));
    }
}
