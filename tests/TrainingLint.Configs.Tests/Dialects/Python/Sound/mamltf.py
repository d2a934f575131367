import torch
import torch.nn as nn
class MultiTask(nn.Module):
    def __init__(self, base, n):
        super().__init__()
        self.base = base
        self.log_vars = nn.Parameter(torch.zeros(n))
    def forward(self, x, ys):
        outs = self.base(x)
        total = 0
        for i, (o, y) in enumerate(zip(outs, ys)):
            total = total + torch.exp(-self.log_vars[i]) * nn.functional.mse_loss(o, y) + self.log_vars[i]
        return total
m = MultiTask(base, 3)
opt = torch.optim.AdamW([{"params": [p for n, p in m.named_parameters() if p.ndim > 1], "weight_decay": 0.1}, {"params": [p for n, p in m.named_parameters() if p.ndim <= 1], "weight_decay": 0.0}], lr=1e-3)
running = 0.0
for x, *ys in dl:
    loss = m(x, ys)
    opt.zero_grad()
    loss.backward()
    opt.step()
    running += loss.detach()
print(running / len(dl))
