using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>Sound training programs that look like mistakes, as people write them: none of them is warned about.</summary>
public class SoundProgramsTests
{
    private static void IsSilent(string rule, string text) =>
        Assert.DoesNotContain(new Judge().Findings(ReadText.As(text, "train.py")), finding => finding.Rule.Name == rule);

    [Fact]
    public void GradientsKeptAsideAndWrittenBack_IsLeftAlone() => IsSilent("step-order", """
        import torch, torch.nn as nn
        def overwrite(model, gs):
            for p, g in zip(model.parameters(), gs):
                p.grad = g.clone()
        model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
        opt = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
        for x, y1, y2 in loader:
            opt.zero_grad()
            loss1(model(x), y1).backward(retain_graph=True)
            g1 = [p.grad.clone() for p in model.parameters()]
            opt.zero_grad()
            loss2(model(x), y2).backward()
            g2 = [p.grad.clone() for p in model.parameters()]
            opt.zero_grad()
            overwrite(model, [a + b for a, b in zip(g1, g2)])
            opt.step()
        """);

    [Fact]
    public void ModelOfEveryClient_IsLeftAlone() => IsSilent("missing-zero-grad", """
        import copy, torch, torch.nn as nn
        def local_round(global_model, clients):
            updates = []
            for client in clients:
                model = copy.deepcopy(global_model)
                optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
                x, y = client.full_batch()
                loss = nn.functional.cross_entropy(model(x), y)
                loss.backward()
                optimizer.step()
                updates.append(model.state_dict())
            return updates
        """);

    private static string GeneratorOf(string trained) => $$"""
        import torch, torch.nn as nn
        class Server:
            def __init__(self, clients, generator):
                self.drop = nn.Dropout(0.5)
                self.clients, self.generator = clients, generator
                self.optimizer = torch.optim.Adam(self.{{trained}}.parameters(), lr=0.001)

            def train_generator(self):
                for step in range(100):
                    z = self.generator(labels)
                    for model in self.uploaded:
                        model.eval()
                        loss = criterion(model(z), labels)
                    self.optimizer.zero_grad()
                    loss.backward()
                    self.optimizer.step()

            def tune(self, client):
                opt = torch.optim.SGD(client.model.parameters(), lr=0.01, momentum=0.9)
                for x, y in client.loader:
                    opt.zero_grad()
                    criterion(client.model(x), y).backward()
                    opt.step()
        """;

    [Fact]
    public void FrozenModelsOfOthers_AreLeftAlone() => IsSilent("left-in-evaluation-mode", GeneratorOf("generator"));

    [Fact]
    public void ModelThatTheLoopTrains_IsNot() => Assert.Contains(
        new Judge().Findings(ReadText.As(GeneratorOf("model"), "train.py")), finding => finding.Rule.Name == "left-in-evaluation-mode");

    [Fact]
    public void ModelOfEveryFold_IsLeftAlone() => IsSilent("left-in-evaluation-mode", """
        import torch, torch.nn as nn
        from sklearn.model_selection import KFold
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc = nn.Linear(10, 2)
                self.drop = nn.Dropout(0.5)
            def forward(self, x):
                return self.fc(self.drop(x))
        for fold, (tr, va) in enumerate(KFold(5).split(X)):
            model = Net()
            optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
            for epoch in range(10):
                for x, y in batches(tr):
                    optimizer.zero_grad()
                    loss = nn.functional.cross_entropy(model(x), y)
                    loss.backward()
                    optimizer.step()
            model.eval()
            with torch.no_grad():
                print(fold, accuracy(model(X[va]), Y[va]))
        """);

    [Fact]
    public void RunOfEverySeed_IsLeftAlone() => IsSilent("left-in-evaluation-mode", """
        import torch, torch.nn as nn
        def run(seed):
            torch.manual_seed(seed)
            model = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.1), nn.Linear(3, 1))
            optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
            for epoch in range(10):
                optimizer.zero_grad()
                loss = (model(X) - Y).pow(2).mean()
                loss.backward()
                optimizer.step()
            model.eval()
            return (model(Xt) - Yt).abs().mean().item()
        results = []
        for seed in range(5):
            results.append(run(seed))
        """);

    [Fact]
    public void EvaluationThatEndsTheLoop_IsLeftAlone() => IsSilent("left-in-evaluation-mode", """
        import torch, torch.nn as nn
        model = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.1), nn.Linear(3, 1))
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
        step = 0
        while True:
            optimizer.zero_grad()
            loss = (model(X) - Y).pow(2).mean()
            loss.backward()
            optimizer.step()
            step += 1
            if step == 1000:
                model.eval()
                test(model)
                break
        """);

    [Fact]
    public void ModeThatAnotherFileSwitches_IsLeftAlone() => IsSilent("left-in-evaluation-mode", """
        import torch, torch.nn as nn
        from utils import set_to_training
        model = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.1), nn.Linear(3, 1))
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
        for epoch in range(10):
            set_to_training(model)
            optimizer.zero_grad()
            loss = (model(X) - Y).pow(2).mean()
            loss.backward()
            optimizer.step()
            model.eval()
            print(evaluate(model))
        """);

    [Fact]
    public void ListsOfMlx_IsLeftAlone() => IsSilent("unregistered-modules", """
        import torch.optim as optim
        import mlx.core as mx
        import mlx.nn as nn
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.layers = [nn.Linear(3, 3), nn.Linear(3, 1)]
            def __call__(self, x):
                for l in self.layers:
                    x = l(x)
                return x
        trainer = Trainer(Net())
        """);

    [Fact]
    public void ListsOfFlax_IsLeftAlone() => IsSilent("unregistered-modules", """
        import flax.linen as nn
        class Net(nn.Module):
            def setup(self):
                self.norms = [nn.LayerNorm() for _ in range(3)]
                self.ups = [nn.ConvTranspose(32, (3, 3)) for _ in range(3)]
            def __call__(self, x):
                return x
        trainer = Trainer(Net())
        """);

    [Fact]
    public void LocalNameThatIsTakenUp_IsLeftAlone() => IsSilent("unregistered-modules", """
        import torch.optim as optim
        import torch, torch.nn as nn
        class Block(nn.Module):
            def __init__(self, d, n):
                super().__init__()
                self_attn = nn.MultiheadAttention(d, n)
                cross_attn = nn.MultiheadAttention(d, n)
                self.attns = nn.ModuleList([self_attn, cross_attn])
            def forward(self, x, y):
                return self.attns[1](self.attns[0](x, x, x)[0], y, y)[0]
        loss.backward()
        model = Block(3, 1)
        opt = optim.Adam(model.parameters())
        opt.step()
        """);

    [Fact]
    public void ListThatTheOptimizerTakes_IsLeftAlone() => IsSilent("unregistered-modules", """
        import torch, torch.nn as nn
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.body = nn.Linear(3, 3)
                self.codes = [nn.Parameter(torch.zeros(3)) for _ in range(5)]
            def forward(self, x, i):
                return self.body(x + self.codes[i])
        net = Net()
        opt = torch.optim.Adam([{'params': net.parameters()}, {'params': net.codes, 'lr': 1e-2}], lr=1e-3)
        for x, y, i in loader:
            opt.zero_grad()
            loss = (net(x, i) - y).abs().mean()
            loss.backward()
            opt.step()
        """);

    [Fact]
    public void DictionaryThatASequentialTakes_IsLeftAlone() => IsSilent("unregistered-modules", """
        import torch.optim as optim
        import torch, torch.nn as nn
        from collections import OrderedDict
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.parts = {'a': nn.Linear(3, 3), 'b': nn.Linear(3, 1)}
                self.net = nn.Sequential(OrderedDict(self.parts))
            def forward(self, x):
                return self.net(x)
        loss.backward()
        model = Net()
        opt = optim.Adam(model.parameters())
        opt.step()
        """);

    [Fact]
    public void PlateauWhoseModeIsAnArgument_IsLeftAlone() => IsSilent("wrong-type", """
        import torch
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
        scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, args.mode, patience=3)
        for epoch in range(10):
            train()
            scheduler.step(val_acc)
        """);

    [Fact]
    public void PlateauOverACall_IsLeftAlone() => IsSilent("wrong-type", """
        import torch
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
        scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(make_optimizer(model), 'max', patience=3)
        scheduler2 = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, mode='max' if args.metric == 'acc' else 'min')
        for epoch in range(10):
            loss.backward()
            scheduler.step(val_acc)
            scheduler2.step(val_loss)
        """);

    [Fact]
    public void WeightsHalvedAfterTraining_IsLeftAlone() => IsSilent("wrong-type", """
        import torch, torch.nn as nn
        model = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.1), nn.Linear(3, 1)).cuda()
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
        scaler = torch.cuda.amp.GradScaler()
        for epoch in range(10):
            model.train()
            for x, y in loader:
                optimizer.zero_grad()
                with torch.cuda.amp.autocast():
                    loss = (model(x) - y).pow(2).mean()
                scaler.scale(loss).backward()
                scaler.step(optimizer)
                scaler.update()
        model.half()
        torch.save(model.state_dict(), 'small.pt')
        """);

    [Fact]
    public void OutputThatIsWrittenOver_IsLeftAlone() => IsSilent("loss-input-mismatch", """
        import torch, torch.nn as nn
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc = nn.Linear(10, 1)
            def forward(self, x):
                return self.fc(x)
        model = Net()
        criterion = nn.BCELoss()
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
        for x, y in loader:
            optimizer.zero_grad()
            out = model(x)
            out = torch.sigmoid(out)
            loss = criterion(out, y)
            loss.backward()
            optimizer.step()
        """);

    [Fact]
    public void LogSoftmaxOutsideOfForward_IsLeftAlone() => IsSilent("loss-input-mismatch", """
        import torch, torch.nn as nn
        import torch.nn.functional as F
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc = nn.Linear(10, 5)
            def forward(self, x):
                x = self.fc(x)
                return x
        model = Net()
        loss_fn = nn.NLLLoss()
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
        for x, y in loader:
            optimizer.zero_grad()
            out = model(x)
            out = F.log_softmax(out, dim=-1)
            loss = loss_fn(out, y)
            loss.backward()
            optimizer.step()
        """);

    [Fact]
    public void SumsOverTheWholeUpdate_IsLeftAlone() => IsSilent("accumulation-undivided", """
        import torch
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
        for i, (x, y, mask) in enumerate(loader):
            losses = per_token(model(x), y)
            loss = (losses * mask).sum() / args.tokens_per_update
            loss.backward()
            if (i + 1) % args.accum_steps == 0:
                optimizer.step()
                optimizer.zero_grad()
        """);

    [Fact]
    public void ShareWithANameOfItsOwn_IsLeftAlone() => IsSilent("accumulation-undivided", """
        import torch
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
        n = args.grad_accum
        for i, (x, y) in enumerate(loader):
            loss = criterion(model(x), y)
            small = loss / n
            small.backward()
            if (i + 1) % args.grad_accum == 0 or i + 1 == len(loader):
                optimizer.step()
                optimizer.zero_grad()
        """);

    [Fact]
    public void PlainSgdOfEveryEpoch_IsLeftAlone() => IsSilent("optimizer-recreated", """
        import torch, torch.nn as nn
        model = nn.Linear(3, 1)
        for epoch in range(10):
            optimizer = torch.optim.SGD(model.parameters(), lr=0.1 * 0.9 ** epoch)
            for x, y in loader:
                optimizer.zero_grad()
                loss = (model(x) - y).pow(2).mean()
                loss.backward()
                optimizer.step()
        """);

    [Fact]
    public void ModelOfEveryRound_IsLeftAlone() => IsSilent("optimizer-recreated", """
        import torch, torch.nn as nn
        class Learner:
            def fit(self):
                for e in range(self.rounds):
                    self.model = Net()
                    self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)
                    for x, y in self.labelled():
                        self.optimizer.zero_grad()
                        loss = self.criterion(self.model(x), y)
                        loss.backward()
                        self.optimizer.step()
                    self.query()
        """);

    [Fact]
    public void WeightsOfAServer_IsLeftAlone() => IsSilent("optimizer-recreated", """
        import torch, torch.nn as nn
        model = Net()
        for epoch in range(args.epochs):
            model.load_state_dict(server.weights())
            optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
            for x, y in loader:
                optimizer.zero_grad()
                loss = criterion(model(x), y)
                loss.backward()
                optimizer.step()
            server.push(model.state_dict())
        """);

    [Fact]
    public void NetworkBesideTheOneThatSteps_IsLeftAlone() => IsSilent("misplaced-clipping", """
        import torch, itertools
        opt_g = torch.optim.Adam(G.parameters(), lr=2e-4, betas=(0.5, 0.999))
        opt_d = torch.optim.Adam(itertools.chain(D1.parameters(), D2.parameters()), lr=2e-4, betas=(0.5, 0.999))
        for x in loader:
            opt_g.zero_grad()
            g_loss(x).backward()
            opt_g.step()
            opt_d.zero_grad()
            d_backward(x)
            torch.nn.utils.clip_grad_norm_(D1.parameters(), 1.0)
            opt_d.step()
        """);

    [Fact]
    public void DecayThatCountsEpochs_IsLeftAlone() => IsSilent("wrong-type", """
        import lightning.pytorch as pl, torch
        class M(pl.LightningModule):
            def configure_optimizers(self):
                opt = torch.optim.Adam(self.parameters(), lr=1e-3)
                sched = torch.optim.lr_scheduler.LambdaLR(opt, lr_lambda=lambda step: 0.95 ** step)
                return [opt], [sched]
        """);

    [Fact]
    public void EpochThatIsOnlyReported_IsLeftAlone() => IsSilent("resumed-without-optimizer-state", """
        import torch, argparse
        def main():
            model = Net()
            optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
            if args.pretrained:
                checkpoint = torch.load(args.pretrained)
                model.load_state_dict(checkpoint['state_dict'])
                start_epoch = checkpoint['epoch']
                print('loaded', start_epoch)
            if args.evaluate:
                return test(model)
            for epoch in range(100):  # from the start
                for x, y in loader:
                    optimizer.zero_grad()
                    criterion(model(x), y).backward()
                    optimizer.step()
        """);

    [Fact]
    public void ModeThatEveryRoundStartsIn_IsLeftAlone() => IsSilent("left-in-evaluation-mode", """
        import torch, torch.nn as nn, torchvision
        model = torchvision.models.segmentation.fcn_resnet50(weights='DEFAULT')
        optimizer = torch.optim.SGD(model.parameters(), lr=1e-3, momentum=0.9)
        for epoch in range(10):
            model.eval()  # frozen batch norm: batches of 2
            for x, y in loader:
                optimizer.zero_grad()
                loss = nn.functional.cross_entropy(model(x)['out'], y)
                loss.backward()
                optimizer.step()
        """);

    [Fact]
    public void GradientsThatNoiseIsAddedTo_IsLeftAlone() => IsSilent("step-order", """
        import torch
        opt = torch.optim.SGD(net.parameters(), lr=1e-2, momentum=0.9)
        for x, y in loader:
            loss = f(net(x), y)
            loss.backward()
            grads = [p.grad.detach().clone() for p in net.parameters()]
            opt.zero_grad()
            dp.add_noise(net, grads)
            opt.step()
        """);

    [Fact]
    public void EverythingLoadedInALoop_IsLeftAlone() => IsSilent("resumed-without-optimizer-state", """
        import torch
        opt = torch.optim.AdamW(model.parameters(), lr=3e-4)
        ckpt = torch.load('c.pt')
        for name, thing in dict(model=model, opt=opt).items():
            thing.load_state_dict(ckpt[name])
        model.load_state_dict(ckpt['model'])
        start_epoch = ckpt['epoch']
        for e in range(start_epoch, 10):
            opt.zero_grad()
            loss(model).backward()
            opt.step()
        """);

    private static string Keras(string metrics, string monitor) => "from keras.callbacks import EarlyStopping\nimport keras\n"
        + "model.compile(loss='binary_crossentropy', optimizer='adam', metrics=" + metrics + ")\n"
        + "model.fit(x, y, epochs=90, validation_split=0.1, callbacks=[EarlyStopping(monitor='" + monitor + "')])\n";

    // Keras 3 asks its own classes of metrics for their direction; of a function it knows none.
    [Theory]
    [InlineData("[keras.metrics.Precision()]", "val_precision", Severity.Info)]
    [InlineData("['precision']", "val_precision", Severity.Info)]
    [InlineData("[f1]", "val_f1", Severity.Warning)]
    public void MetricWhoseDirectionOneReleaseKnows_IsANote(string metrics, string monitor, Severity severity) => Assert.Equal(severity,
        new Judge().Findings(ReadText.As(Keras(metrics, monitor), "train.py"))
            .Single(finding => finding.Rule.Name == "wrong-type").Severity);

    // Sections and words of programs that mean something else by them.
    [Theory]
    [InlineData("lr: 0.01\noptimizer: sgd\nepochs: 10\nbeta_1: 0.01\nbeta_2: 1\n", false)]
    [InlineData("lr: 0.001\noptimizer: adam\nepochs: 10\nbeta_1: 0.9\nbeta_2: 1\n", true)]
    [InlineData("lr: 0.001\noptimizer: adam\nepochs: 10\nbatch_size: whole\n", false)]
    [InlineData("lr: 0.001\noptimizer: adam\nepochs: 10\nbatch_size: ten\n", true)]
    [InlineData("lr: 0.1\noptimizer: sgd\nmomentum: 0.9\nepochs: 1\nlr_scheduler:\n  name: StepLR\n  step_size: 10\n  gamma: 0\n", false)]
    [InlineData("lr: 0.1\noptimizer: sgd\nmomentum: 0.9\nepochs: 90\nlr_scheduler:\n  name: StepLR\n  step_size: 10\n  gamma: 0\n", true)]
    public void NumbersThatMeanSomethingElse_AreLeftAlone(string text, bool found) => Assert.Equal(found,
        new Judge().Findings(ReadText.As(text, "train.yaml")).Any(finding => finding.Rule.Name is "wrong-type" or "betas-out-of-range"));

    [Theory]
    [InlineData("--train_iters 10000", false)]
    [InlineData("--max_steps 10000", false)]
    [InlineData("--packing true", true)]
    public void StreamThatIterationsEnd_IsLeftAlone(string length, bool found) => Assert.Equal(found, new Judge().Findings(ReadText.As(
        "megatron pt --model Qwen/Qwen2.5-7B --dataset swift/chinese-c4 --streaming true --lr 1e-5 --micro_batch_size 1 " + length + "\n",
        "pretrain.sh")).Any(finding => finding.Rule.Name == "wrong-type"));
}
