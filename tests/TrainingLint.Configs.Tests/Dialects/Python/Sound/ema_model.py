import torch
from copy import deepcopy

class ModelEMA:
    def __init__(self, model, decay=0.9999):
        self.ema = deepcopy(model).eval()
        self.updates = 0
        self.decay = decay
        for p in self.ema.parameters():
            p.requires_grad_(False)

    def update(self, model):
        with torch.no_grad():
            self.updates += 1
            msd = model.state_dict()
            for k, v in self.ema.state_dict().items():
                if v.dtype.is_floating_point:
                    v *= self.decay
                    v += (1.0 - self.decay) * msd[k].detach()

def main(model, loader, val):
    ema = ModelEMA(model)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.937, nesterov=True)
    lf = lambda x: (1 - x / 300) * 0.99 + 0.01
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lr_lambda=lf)
    scaler = torch.cuda.amp.GradScaler(enabled=True)
    last = -1
    optimizer.zero_grad()
    for epoch in range(300):
        model.train()
        for i, (imgs, targets) in enumerate(loader):
            ni = i + len(loader) * epoch
            with torch.cuda.amp.autocast():
                loss = model(imgs, targets)
            scaler.scale(loss).backward()
            if ni - last >= 4:
                scaler.unscale_(optimizer)
                torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=10.0)
                scaler.step(optimizer)
                scaler.update()
                optimizer.zero_grad()
                ema.update(model)
                last = ni
        scheduler.step()
        evaluate(ema.ema.half(), val)
        ema.ema.float()
        torch.save({"model": deepcopy(model).half(), "ema": deepcopy(ema.ema).half(), "optimizer": optimizer.state_dict()}, "last.pt")
