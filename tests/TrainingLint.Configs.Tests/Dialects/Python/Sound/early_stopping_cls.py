import torch
class EarlyStopping:
    def __init__(self, patience=7):
        self.patience, self.best, self.n, self.stop = patience, None, 0, False
    def __call__(self, val, model):
        if self.best is None or val < self.best:
            self.best, self.n = val, 0
            torch.save(model.state_dict(), "best.pt")
        else:
            self.n += 1
            self.stop = self.n >= self.patience
es = EarlyStopping()
sch = torch.optim.lr_scheduler.ReduceLROnPlateau(opt, "min", patience=3)
for e in range(100):
    model.train()
    for x, y in tr:
        opt.zero_grad()
        l = crit(model(x), y)
        l.backward()
        opt.step()
    model.eval()
    v = []
    with torch.inference_mode():
        for x, y in va:
            v.append(crit(model(x), y).item())
    v = sum(v) / len(v)
    sch.step(v)
    es(v, model)
    if es.stop:
        break
model.load_state_dict(torch.load("best.pt"))
model.eval()
