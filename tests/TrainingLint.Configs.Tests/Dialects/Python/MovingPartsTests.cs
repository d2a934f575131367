using System.Linq;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>What an optimizer, a target network or a callback is meant to move, and does not: each beside what looks like it.</summary>
public class MovingPartsTests
{
    private const string Torch = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\nfrom "
        + "torch.optim.lr_scheduler import StepLR\n";

    private const string Loop = "for epoch in range(9):\n    for x, y in loader:\n        opt.zero_grad()\n        loss = "
        + "f(model(x), y)\n"
        + "        loss.backward()\n        opt.step()\n";

    private const string Adam = "opt = torch.optim.Adam(model.parameters(), lr=1e-3)\n";

    private const string Freeze = "for p in model.parameters():\n    p.requires_grad = False\n";

    private static void Holds(string rule, bool found, string text) => Assert.Equal(
        found, new Judge().Findings(ReadText.As(text, "train.py")).Any(finding => finding.Rule.Name == rule));

    [Theory]
    [InlineData("model.fc = nn.Linear(8, 2)\n" + Freeze + Adam, true)]
    [InlineData(Freeze + "model = model.cuda()\n" + Adam, true)]
    [InlineData(Freeze + "model.fc = nn.Linear(8, 2)\n" + Adam, false)]
    [InlineData(Freeze + "for p in model.fc.parameters():\n    p.requires_grad = True\n" + Adam, false)]
    [InlineData(Freeze + "add_head(model)\n" + Adam, false)]
    [InlineData("if args.frozen:\n    for p in model.parameters():\n        p.requires_grad = False\n" + Adam, false)]
    public void EverythingFrozen(string head, bool found) => Holds("everything-frozen", found, Torch + "model = resnet18(True)\n"
        + head + Loop);

    [Theory]
    [InlineData(Adam + "model.fc = nn.Linear(8, 2)\n", true)]
    [InlineData("model.fc = nn.Linear(8, 2)\n" + Adam, false)]
    [InlineData(Adam + "model.fc = nn.Linear(8, 2)\n" + Adam, false)]
    [InlineData(Adam + "model.fc = nn.Linear(8, 2)\nopt.add_param_group({'params': model.fc.parameters()})\n", false)]
    public void HeadBehindTheOptimizer(string head, bool found) => Holds("another-model-optimized", found, Torch
        + "model = resnet18(True)\n" + head
        + Loop);

    [Theory]
    [InlineData("sched = StepLR(opt, 10)\n" + Loop, true)]
    [InlineData("sched = StepLR(opt, 10)\n" + Loop + "    sched.step()\n", false)]
    [InlineData("sched = StepLR(opt, 10)\nfit(model, opt, sched)\n" + Loop, false)]
    [InlineData("if args.decay:\n    sched = StepLR(opt, 10)\n" + Loop, false)]
    public void SchedulersThatNothingSteps(string loop, bool found) => Holds("step-order", found, Torch + "model = Net()\n" + Adam
        + loop);

    [Theory]
    [InlineData("    plateau.step()\n", true)]
    [InlineData("    plateau.step(loss)\n", false)]
    public void PlateausWithoutMetric(string step, bool found) => Holds("plateau-without-metric", found, Torch + "model = Net()\n" + Adam
        + "plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(opt)\n" + Loop + step);

    private const string Agent = "class Net(nn.Module):\n    pass\nclass Agent:\n    def __init__(self):\n        self.net = Net()\n"
        + "        self.target_net = Net()\n        self.opt = torch.optim.Adam(self.net.parameters(), lr=1e-3)\n";

    private const string Learn = "    def learn(self):\n        states, actions, rewards, next_states, dones = self.memory.sample()\n"
        + "        q = self.net(states)\n        best = self.target_net(next_states).max(1)[0]\n";

    private const string Follow = "        loss = F.mse_loss(q, target)\n        self.opt.zero_grad()\n        loss.backward()\n     "
        + "   self.opt.step()\n";

    [Theory]
    [InlineData("", "", true)]
    [InlineData("        self.target_net.load_state_dict(self.net.state_dict())\n", "", true)]
    [InlineData("", "    def sync(self):\n        self.target_net.load_state_dict(self.net.state_dict())\n", false)]
    [InlineData("", "    def sync(self):\n        soft_update(self.net, self.target_net)\n", false)]
    [InlineData("", "    def sync(self):\n        for a, b in zip(self.target_net.parameters(), self.net.parameters()):\n            "
        + "a.data.copy_(b)\n",
        false)]
    public void TargetsThatNothingUpdates(string start, string end, bool found) => Holds("wrong-type", found, Torch + Agent + start
        + Learn
        + "        target = rewards + 0.99 * best * (1 - dones)\n" + Follow + end + "agent = Agent()\n");

    [Theory]
    [InlineData("        target = rewards + self.gamma * best\n", true)]
    [InlineData("        target = rewards + self.gamma * best * (1 - dones)\n", false)]
    [InlineData("        best[dones] = 0\n        target = rewards + self.gamma * best\n", false)]
    public void ReturnsBehindTheEnd(string target, bool found) => Holds("wrong-type", found, Torch + Agent + Learn + target + Follow
        + "        soft_update(self.net, self.target_net)\n");

    [Theory]
    [InlineData("D(fake.detach())", true)]
    [InlineData("D(fake)", false)]
    [InlineData("D(fake.detach(), other)", false)]
    public void GeneratorsThatAreDetached(string judged, bool found) => Holds("loss-without-graph", found, Torch
        + "opt_g = torch.optim.Adam(G.parameters(), lr=2e-4)\nopt_d = torch.optim.Adam(D.parameters(), lr=2e-4)\nfor real in loader:\n"
        + "    fake = G(torch.randn(8, 9))\n    opt_d.zero_grad()\n    loss_d = bce(D(real), ones) + bce(D(fake.detach()), zeros)\n"
        + "    loss_d.backward()\n    opt_d.step()\n    opt_g.zero_grad()\n    loss_g = bce(" + judged
            + ", ones)\n    loss_g.backward()\n"
        + "    opt_g.step()\n");

    private const string Keras = "from tensorflow import keras\nfrom tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint\n"
        + "model = keras.Sequential([base, keras.layers.Dense(3, activation='softmax')])\n"
        + "model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')\n";

    [Theory]
    [InlineData("base.trainable = True\nmodel.fit(x, y, epochs=5)\n", true)]
    [InlineData("model.fit(x, y)\nfor layer in base.layers[-4:]:\n    layer.trainable = True\nmodel.fit(x, y, epochs=5)\n", true)]
    [InlineData("base.trainable = True\nmodel.compile(optimizer='adam', loss='mse')\nmodel.fit(x, y, epochs=5)\n", false)]
    [InlineData("base.trainable = True\nrecompile(model)\nmodel.fit(x, y, epochs=5)\n", false)]
    public void LayersThawedAfterCompile(string code, bool found) => Holds("setting-without-effect", found, Keras + code);

    [Theory]
    [InlineData("model.fit(x, y, epochs=5, callbacks=[EarlyStopping(patience=3)])\n", true)]
    [InlineData("stop = EarlyStopping(monitor='val_loss', patience=3)\nmodel.fit(x, y, epochs=5, callbacks=[stop])\n", true)]
    [InlineData("model.fit(x, y, epochs=5, callbacks=[EarlyStopping(monitor='loss', patience=3)])\n", false)]
    [InlineData("model.fit(x, y, epochs=5, validation_split=0.1, callbacks=[EarlyStopping(patience=3)])\n", false)]
    [InlineData("model.fit(x, y, epochs=5, callbacks=[ModelCheckpoint('a.h5')])\n", false)]
    public void CallbacksWithoutValidation(string code, bool found) => Holds("wrong-type", found, Keras + code);

    private const string Gather = "import numpy as np\nfrom tensorflow import keras\nX, labels = [], []\n"
        + "for i, name in enumerate(CLASSES):\n    for path in files(name):\n        X.append(load(path))\n        labels.append(i)\n"
        + "X = np.array(X)\nY = keras.utils.to_categorical(labels)\n";

    [Theory]
    [InlineData("", "validation_split=0.2", true)]
    [InlineData("order = np.random.permutation(len(X))\nX, Y = X[order], Y[order]\n", "validation_split=0.2", false)]
    [InlineData("", "validation_data=(A, B)", false)]
    public void SplitsOfSamplesInOrder(string mixed, string split, bool found) => Holds("wrong-type", found, Gather + mixed
        + "model.compile(optimizer='adam', loss='categorical_crossentropy')\nmodel.fit(X, Y, epochs=3, " + split + ")\n");

    [Theory]
    [InlineData("out = tf.nn.softmax(h)", true)]
    [InlineData("out = tf.layers.dense(h, 5, activation=tf.nn.softmax)", true)]
    [InlineData("out = tf.layers.dense(h, 5)", false)]
    public void LossesOfGraphs(string output, bool found) => Holds("loss-input-mismatch", found, "import tensorflow as tf\n" + output
        + "\nloss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=y, logits=out))\n"
        + "step = tf.train.AdamOptimizer(learning_rate=1e-3).minimize(loss)\n");

    [Theory]
    [InlineData("warmup_t=20", true)]
    [InlineData("warmup_t=20, warmup_prefix=True", false)]
    [InlineData("warmup_t=5", false)]
    public void WarmupsInsideOfTheCosine(string warmup, bool found) => Holds("wrong-type", found,
        "from timm.scheduler import CosineLRScheduler\nsched = CosineLRScheduler(optimizer, t_initial=300, lr_min=1e-5, " + warmup
            + ")\n");

    [Theory]
    [InlineData("model, prep = clip.load('RN50', device='cuda')\n", true)]
    [InlineData("model, prep = clip.load('RN50', device='cpu')\n", false)]
    [InlineData("model, prep = clip.load('RN50', device='cuda')\nmodel = model.float()\n", false)]
    [InlineData("model = Net().cuda().half()\n", true)]
    [InlineData("other, prep = clip.load('RN50', device='cuda')\nmodel = Net()\n", false)]
    public void HalfWeightsThatAreStepped(string made, bool found) => Holds("half-precision-unscaled", found, Torch + "import clip\n"
        + made + Adam
        + Loop);

    [Theory]
    [InlineData("        loss = F.mse_loss(self(b), y)\n        self.log('loss', loss)\n", true)]
    [InlineData("        loss = F.mse_loss(self(b), y)\n        return loss\n", false)]
    [InlineData("        pass\n", false)]
    [InlineData("        loss = F.mse_loss(self(b), y)\n        self.manual_backward(loss)\n        self.optimizers().step()\n", false)]
    public void StepsWithoutALoss(string step, bool found) => Holds("backward-without-step", found, "import pytorch_lightning as pl\n"
        + Torch
        + "class M(pl.LightningModule):\n    def training_step(self, b, i):\n" + step
        + "    def configure_optimizers(self):\n        return torch.optim.Adam(self.parameters(), lr=1e-3)\n");

    [Theory]
    [InlineData("setting-without-effect", "opt.zero_grad()", "opt.zero_grad", true)]
    [InlineData("setting-without-effect", "loss.backward()", "loss.backward", true)]
    [InlineData("setting-without-effect", "opt.step()", "opt.step()", false)]
    [InlineData("step-without-backward", "        loss.backward()\n", "", true)]
    [InlineData("step-without-backward", "loss.backward()", "accelerator.backward(loss)", false)]
    [InlineData("backward-without-step", "        opt.step()\n", "", true)]
    [InlineData("backward-without-step", "opt.step()", "advance(opt)", false)]
    public void CallsThatAreMissing(string rule, string call, string instead, bool found) => Holds(rule, found, Torch.Replace("StepLR",
        "A")
        + "model = Net()\n" + Adam + Loop.Replace(call, instead));
}
