import torch
import torch.nn as nn


class LoggingMixin:
    def log(self, **values):
        print(values)


class StepMixin:
    def update(self, loss):
        self.optim.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optim.step()
        self.sched.step()


class Trainer(StepMixin, LoggingMixin):
    def __init__(self, net, loader, epochs):
        self.net = net
        self.loader = loader
        self.epochs = epochs
        self.crit = nn.CrossEntropyLoss()
        self.optim = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
        self.sched = torch.optim.lr_scheduler.OneCycleLR(self.optim, 0.1, epochs=epochs, steps_per_epoch=len(loader))

    def run(self):
        for epoch in range(self.epochs):
            self.net.train()
            for x, y in self.loader:
                loss = self.crit(self.net(x), y)
                self.update(loss)
                self.log(loss=loss.item())
            self.validate()

    @torch.no_grad()
    def validate(self):
        self.net.eval()
        for x, y in self.loader:
            self.log(acc=(self.net(x).argmax(1) == y).float().mean().item())
