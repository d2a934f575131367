import torch
class Callback:
    def on_batch_end(self, t): pass
    def on_epoch_end(self, t): pass
class SchedulerCallback(Callback):
    def __init__(self, sched, per_batch=False):
        self.sched, self.per_batch = sched, per_batch
    def on_batch_end(self, t):
        if self.per_batch:
            self.sched.step()
    def on_epoch_end(self, t):
        if not self.per_batch:
            self.sched.step()
class Runner:
    def __init__(self, model, opt, cbs):
        self.model, self.opt, self.cbs = model, opt, cbs
    def __call__(self, name):
        for c in self.cbs:
            getattr(c, name)(self)
    def fit(self, dl, n):
        for e in range(n):
            self.model.train()
            for b in dl:
                loss = self.model(b)
                loss.backward()
                self.opt.step()
                self.opt.zero_grad()
                self("on_batch_end")
            self("on_epoch_end")
opt = torch.optim.SGD(model.parameters(), 0.1)
sched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, T_max=20)
Runner(model, opt, [SchedulerCallback(sched)]).fit(dl, 20)
