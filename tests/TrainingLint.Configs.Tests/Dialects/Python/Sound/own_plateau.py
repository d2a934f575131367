import torch
class ReduceLROnPlateau:
    def __init__(self, opt, tracker):
        self.opt, self.tracker = opt, tracker
    def step(self):
        if self.tracker.stalled():
            for g in self.opt.param_groups:
                g["lr"] *= 0.5
sched = ReduceLROnPlateau(opt, tracker)
for e in range(10):
    for x, y in dl:
        loss = crit(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
    sched.step()
