import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

model = nn.Linear(2, 2)
opt = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
warm = lr_scheduler.LinearLR(opt, 0.1)
main = lr_scheduler.CosineAnnealingLR(opt, 100)
sched = lr_scheduler.SequentialLR(opt, [warm, main], milestones=[5])
for epoch in range(100):
    for x, y in loader:
        opt.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        opt.step()
    sched.step()
