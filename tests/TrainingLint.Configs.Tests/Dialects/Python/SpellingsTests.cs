using System.Linq;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>One mistake in the spellings of several programs, each beside sound code that looks like it.</summary>
public class SpellingsTests
{
    private static void Holds(string rule, bool found, string text) => Assert.Equal(
        found, new Judge().Findings(ReadText.As(text, "train.py")).Any(finding => finding.Rule.Name == rule));

    [Theory]
    [InlineData("missing-zero-grad", true, """
        def train(model, loader, optimizer, criterion, device):
            model.train()
            for x, y in loader:
                loss = criterion(model(x.to(device)), y.to(device))
                loss.backward()
                optimizer.step()
        """)]
    [InlineData("missing-zero-grad", true, """
        class Trainer:
            def __init__(self, model, optimizer):
                self.model, self.optimizer = model, optimizer
            def run(self, loader):
                for batch in loader:
                    loss = self.model(batch).mean()
                    loss.backward()
                    self.optimizer.step()
        """)]
    [InlineData("missing-zero-grad", true, """
        import torch
        def build(cfg):
            model = Net(cfg)
            return model, torch.optim.Adam(model.parameters(), lr=1e-3)
        model, optimizer = build(cfg)
        for x, y in loader:
            loss = f(model(x), y)
            loss.backward()
            optimizer.step()
        """)]
    [InlineData("missing-zero-grad", true, """
        from torch.cuda.amp import GradScaler, autocast
        def train(model, loader, opt, scaler):
            for x, y in loader:
                with autocast():
                    loss = f(model(x), y)
                scaler.scale(loss).backward()
                scaler.step(opt)
                scaler.update()
        """)]
    [InlineData("missing-zero-grad", true, """
        def main():
            optimizer = get_optimizer(model, lr=0.1)
            def one_epoch():
                for x, y in loader:
                    loss = f(model(x), y)
                    loss.backward()
                    optimizer.step()
            one_epoch()
        """)]
    [InlineData("missing-zero-grad", false, """
        def train(model, loader, optimizer, criterion):
            for x, y in loader:
                for p in model.parameters():
                    p.grad = None
                loss = criterion(model(x), y)
                loss.backward()
                optimizer.step()
        """)]
    [InlineData("missing-zero-grad", false, """
        def train(model, loader, optimizer, criterion):
            for x, y in loader:
                prepare(model, optimizer)
                loss = criterion(model(x), y)
                loss.backward()
                optimizer.step()
        """)]
    [InlineData("missing-zero-grad", false, """
        def step(loss, optimizer):
            loss.backward()
            optimizer.step()
        """)]
    [InlineData("missing-zero-grad", false, """
        class Trainer:
            def run(self, loader):
                for batch in loader:
                    self.hooks.before_step(self)
                    loss = self.model(batch).mean()
                    loss.backward()
                    self.optimizer.step()
        """)]
    [InlineData("missing-zero-grad", false, """
        optimizer = NoamOptimizer(model.parameters(), 512)
        class NoamOptimizer:
            def step(self):
                self.inner.step()
                self.inner.clear()
        for x, y in loader:
            loss = f(model(x), y)
            loss.backward()
            optimizer.step()
        """)]
    [InlineData("missing-zero-grad", false, """
        def train(loader, engine_model, optimizer):
            for x, y in loader:
                loss = f(engine_model(x), y)
                engine_model.backward(loss)
                optimizer.step()
        """)]
    public void GradientsThatAreNeverCleared(string rule, bool found, string text) => Holds(rule, found, text);

    [Theory]
    [InlineData("step-order", true, """
        def train(model, loader, optimizer, scaler):
            for x, y in loader:
                optimizer.zero_grad()
                scaler.scale(f(model(x), y)).backward()
                scaler.step(optimizer)
        """)]
    [InlineData("step-order", true, """
        class Trainer:
            def fit(self):
                for epoch in range(self.epochs):
                    for x, y in self.loader:
                        self.opt.zero_grad()
                        with torch.autocast('cuda'):
                            loss = self.loss(self.model(x), y)
                        self.scaler.scale(loss).backward()
                        self.scaler.unscale_(self.opt)
                        self.scaler.step(self.opt)
        """)]
    [InlineData("step-order", false, """
        def train(model, loader, optimizer, scaler):
            for x, y in loader:
                optimizer.zero_grad()
                scaler.scale(f(model(x), y)).backward()
                scaler.step(optimizer)
                scaler.update()
        """)]
    [InlineData("step-order", false, """
        def train(model, loader, optimizers, scaler):
            for x, y in loader:
                scaler.scale(f(model(x), y)).backward()
                for optimizer in optimizers:
                    scaler.step(optimizer)
                finish(scaler)
        """)]
    [InlineData("step-order", false, """
        class Scaled:
            def step(self, loss, optimizer):
                self.scaler.scale(loss).backward()
                self.scaler.step(optimizer)
        """)]
    public void ScalersThatAreNeverUpdated(string rule, bool found, string text) => Holds(rule, found, "import torch\n" + text);

    [Theory]
    [InlineData("misplaced-clipping", true, """
        def train(model, loader, optimizer, max_norm=None):
            for x, y in loader:
                optimizer.zero_grad()
                loss = f(model(x), y)
                if max_norm is not None:
                    torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm)
                loss.backward()
                optimizer.step()
        """)]
    [InlineData("misplaced-clipping", true, """
        class Trainer:
            def train_step(self, x, y):
                self.optimizer.zero_grad()
                nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                loss = self.criterion(self.model(x), y)
                loss.backward()
                self.optimizer.step()
        """)]
    [InlineData("misplaced-clipping", true, """
        opt = torch.optim.Adam(model.parameters(), lr=1e-3)
        for x, y in loader:
            opt.zero_grad()
            with torch.autocast('cuda'):
                loss = f(model(x), y)
            loss.backward()
            opt.step()
            if args.clip > 0:
                torch.nn.utils.clip_grad_value_(model.parameters(), args.clip)
        """)]
    [InlineData("misplaced-clipping", false, """
        def train(model, loader, optimizer, clip):
            for i, (x, y) in enumerate(loader):
                if i > 0 and clip:
                    torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
                    optimizer.step()
                    optimizer.zero_grad()
                f(model(x), y).backward()
        """)]
    [InlineData("misplaced-clipping", false, """
        def train(model, loader, optimizer, clip, n):
            for i, (x, y) in enumerate(loader):
                (f(model(x), y) / n).backward()
                if (i + 1) % n == 0:
                    if clip:
                        torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
                    optimizer.step()
                    optimizer.zero_grad()
        """)]
    [InlineData("misplaced-clipping", false, """
        def update(model, optimizer):
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
        """)]
    public void ClippingOutOfPlace(string rule, bool found, string text) => Holds(rule, found, "import torch\n" + text);

    private const string Adam = "model = Net()\nopt = torch.optim.Adam(model.parameters(), lr=1e-3)\nfor x, y in loader:\n    "
        + "opt.zero_grad()\n";

    private const string Rest = "    loss.backward()\n    opt.step()\n";

    private const string Torch = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\nfrom functools import partial\n";

    [Theory]
    [InlineData("        return self.fc(x)", "    loss = F.cross_entropy(F.softmax(model(x), dim=1), y)\n", true)]
    [InlineData("        return self.fc(x)", "    out = torch.softmax(model(x), 1)\n    loss = F.cross_entropy(out, y)\n", true)]
    [InlineData("        return self.soft(self.fc(x))", "    logits = model(x)\n    loss = F.cross_entropy(logits[mask], y[mask])\n",
        true)]
    [InlineData("        return self.classify(x)\n    def classify(self, h):\n        return F.softmax(self.fc(h), dim=-1)",
        "    loss = nn.CrossEntropyLoss()(model(x), y)\n", true)]
    [InlineData("        return self.seq(x)", "    loss = F.cross_entropy(model(x), y)\n", true)]
    [InlineData("        for layer in self.layers:\n            x = layer(g, x)\n        return x",
        "    loss = F.cross_entropy(model(x), y)\n", true)]
    [InlineData("        return self.fc(x)\n    def predict(self, x):\n        return torch.softmax(self.fc(x), 1)",
        "    loss = F.cross_entropy(model.predict(x), y)\n", true)]
    [InlineData("        return torch.sigmoid(self.fc(x))", "    loss = F.binary_cross_entropy_with_logits(model(x).squeeze(1), y)\n",
        true)]
    [InlineData("        return self.fc(x)", "    loss = F.nll_loss(model(x), y)\n", true)]
    [InlineData("        return self.fc(x)", "    loss = F.cross_entropy(model(x), y)\n", false)]
    [InlineData("        return self.fc(x)\n    def predict(self, x):\n        return torch.softmax(self.fc(x), 1)",
        "    loss = F.cross_entropy(model(x), y)\n", false)]
    [InlineData("        return F.log_softmax(self.fc(x), dim=1)", "    loss = F.nll_loss(model(x), y)\n", false)]
    [InlineData("        if self.training:\n            return self.fc(x)\n        return F.softmax(self.fc(x), 1)",
        "    loss = F.cross_entropy(model(x), y)\n", false)]
    [InlineData("        return F.softmax(self.fc(x), 1)", "    loss = F.nll_loss(torch.log(model(x)), y)\n", false)]
    [InlineData("        return F.softmax(self.fc(x), 1) @ self.table", "    loss = F.cross_entropy(model(x), y)\n", false)]
    [InlineData("        w = F.softmax(self.fc(x), 1)\n        return self.fc(w * x)", "    loss = F.cross_entropy(model(x), y)\n",
        false)]
    public void ActivationsThatTheLossHasToo(string forward, string loss, bool found) => Holds("loss-input-mismatch", found, Torch
        + "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.fc = nn.Linear(8, 4)\n"
        + "        self.soft = nn.Softmax(dim=1)\n        self.seq = nn.Sequential(nn.Linear(8, 4), nn.Softmax(dim=1))\n"
        + "        self.layers = nn.ModuleList([Conv(8, 8, activation=F.relu), Conv(8, 4, activation=partial(F.softmax, dim=1))])\n"
        + "    def forward(self, x):\n" + forward + "\n" + Adam + loss + Rest);

    [Theory]
    [InlineData("X = torch.rand(64, 3)\nloader = DataLoader(TensorDataset(X, X.sum(dim=1)), batch_size=16)\n",
        "    for a, b in loader:\n        loss = F.mse_loss(model(a), b)\n", true)]
    [InlineData("X = torch.rand(64, 3)\ny = X[:, 0] + X[:, 1]\n", "    loss = F.mse_loss(model(X), y)\n", true)]
    [InlineData("df = pd.read_csv('a.csv')\ny = torch.tensor(df['price'].values).float()\n", "    loss = F.l1_loss(model(X), y)\n", true)]
    [InlineData("X, Y = make_regression(100, 8)\nXa, Xb, ya, yb = train_test_split(X, Y)\nya = torch.from_numpy(ya).float()\n",
        "    out = model(Xa)\n    loss = nn.MSELoss()(out, ya)\n", false)]
    [InlineData("X, Y = make_regression(100, 8)\nXa, Xb, ya, yb = train_test_split(X, Y)\nt = torch.from_numpy(ya).float()\n",
        "    out = model(Xa)\n    loss = nn.MSELoss()(out, t)\n", true)]
    [InlineData("X = torch.rand(64, 3)\nz = X[:, 0]\n", "    loss = F.mse_loss(model(X), z.unsqueeze(1))\n", false)]
    [InlineData("X = torch.rand(64, 3)\nz = X[:, 0]\n", "    loss = F.mse_loss(model(X).squeeze(-1), z)\n", false)]
    [InlineData("X = torch.rand(64, 3)\nz = X.sum(dim=1, keepdim=True)\n", "    loss = F.mse_loss(model(X), z)\n", false)]
    [InlineData("z = torch.rand(64, 1)\n", "    loss = F.mse_loss(model(X), z)\n", false)]
    public void OneColumnAgainstARow(string data, string loss, bool found) => Holds("loss-input-mismatch", found, Torch
        + "import pandas as pd\nmodel = nn.Sequential(nn.Linear(3, 9), nn.ReLU(), nn.Linear(9, 1))\n" + data
            + Adam.Replace("model = Net()\n", "").Replace("for x, y in loader", "for step in range(100)") + loss
        + Rest);

    [Theory]
    [InlineData("    adv = bce(d(z), ones).detach()\n    loss = rec + 0.1 * adv\n", false)]
    [InlineData("    loss_adv = bce(d(z), ones).detach()\n    loss = rec + 0.1 * loss_adv\n", true)]
    [InlineData("    kl_loss = kl(p, q).item()\n    loss = rec + self.args.beta * kl_loss\n", true)]
    [InlineData("    aux_loss = kl(p, q).detach()\n    loss = rec\n    loss += args.w * aux_loss\n", true)]
    [InlineData("    loss = torch.tensor(total, requires_grad=True)\n", true)]
    [InlineData("    aux_loss = kl(p, q).detach()\n    loss = rec / aux_loss\n", false)]
    [InlineData("    aux_loss = kl(p, q).detach()\n    loss = rec - aux_loss\n", false)]
    [InlineData("    aux_loss = kl(p, q).detach()\n    loss = rec\n    total = loss + aux_loss\n", false)]
    [InlineData("    if warm:\n        aux_loss = kl(p, q).detach()\n    loss = rec + aux_loss\n", false)]
    [InlineData("    rec_loss = mse(a, b).detach()\n    loss = rec + rec_loss * kl_loss\n", false)]
    public void TermsThatAreCutOff(string terms, bool found) => Holds("loss-without-graph", found, Torch + Adam + terms + Rest);

    [Theory]
    [InlineData("        plateau.step(train_loss)\n", true)]
    [InlineData("        early_stopping(train_loss, model)\n", true)]
    [InlineData("        if early_stopper.step(train_loss):\n            break\n", true)]
    [InlineData("        plateau.step(val_loss)\n        early_stopping(val_loss, model)\n", false)]
    [InlineData("        cosine.step(train_loss)\n", false)]
    public void JudgedByTheTrainingLoss(string judged, bool found) => Holds("wrong-type", found, Torch
        + "opt = torch.optim.Adam(model.parameters(), lr=1e-3)\nplateau = torch.optim.lr_scheduler.ReduceLROnPlateau(opt, 'min')\n"
        + "cosine = Other(opt)\ndef main():\n    for epoch in range(9):\n        train_loss = train(model, loader, opt)\n"
        + "        val_loss = evaluate(model, held)\n" + judged);

    [Theory]
    [InlineData("{'optimizer': opt, 'scheduler': sched, 'monitor': 'val_loss'}", true)]
    [InlineData("dict", false)]
    [InlineData("{'optimizer': opt, 'lr_scheduler': sched, 'monitor': 'val_loss'}", false)]
    [InlineData("{'optimizer': opt, 'lr_scheduler': {'scheduler': sched, 'interval': 'step'}}", false)]
    [InlineData("[opt], [{'scheduler': sched, 'interval': 'epoch'}]", false)]
    public void KeysThatLightningDoesNotRead(string returned, bool found) => Holds("setting-without-effect", found,
        "import pytorch_lightning as pl\nimport torch\nclass M(pl.LightningModule):\n    def training_step(self, b, i):\n        "
            + "return self(b)\n"
        + "    def configure_optimizers(self):\n        opt = torch.optim.Adam(self.parameters(), lr=1e-3)\n"
        + "        sched = torch.optim.lr_scheduler.StepLR(opt, 10)\n        return " + returned + "\n");

    [Theory]
    [InlineData("model = PeftModel.from_pretrained(base, 'a')\ntrainer = Trainer(model=model, args=args)\n", true)]
    [InlineData("model = PeftModel.from_pretrained(base, 'a')\nopt = torch.optim.AdamW(model.parameters(), lr=1e-4)\nopt.step()\n", true)]
    [InlineData("model = PeftModel.from_pretrained(base, 'a', is_trainable=True)\ntrainer = Trainer(model=model, args=args)\n", false)]
    [InlineData("model = PeftModel.from_pretrained(base, 'a')\nmodel = model.merge_and_unload()\ntrainer = Trainer(model=model, "
        + "args=args)\n", false)]
    [InlineData("model = PeftModel.from_pretrained(base, 'a')\nmodel.generate(x)\ntrainer = Trainer(model=base, args=args)\n", false)]
    [InlineData("if args.lora:\n    model = PeftModel.from_pretrained(base, 'a')\ntrainer = Trainer(model=model, args=args)\n", false)]
    public void AdaptersLoadedForInference(string code, bool found) => Holds("everything-frozen", found,
        "import torch\nfrom peft import PeftModel\nfrom transformers import Trainer, TrainingArguments\n"
        + "args = TrainingArguments('out', learning_rate=1e-4)\n" + code + "trainer.train()\n");

    [Theory]
    [InlineData("        return F.dropout(x, 0.5)", true)]
    [InlineData("        x = F.relu(self.fc(F.dropout(x, p=0.2)))\n        return x", true)]
    [InlineData("        return F.dropout(x, 0.5, self.training)", false)]
    [InlineData("        return F.dropout(x, p=0.5, training=self.training)", false)]
    [InlineData("        if self.training:\n            x = F.dropout(x, 0.5)\n        return x", false)]
    [InlineData("        return self.dropout(x)", false)]
    public void DropoutByTheFunction(string forward, bool found) => Holds("dropout-always-on", found, Torch
        + "class Net(nn.Module):\n    def forward(self, x):\n" + forward + "\n" + Adam + "    loss = f(model(x), y)\n" + Rest
            + "model.eval()\n");
}
