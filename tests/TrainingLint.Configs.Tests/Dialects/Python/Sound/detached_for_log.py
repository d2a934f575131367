import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

model = nn.Linear(2, 2)
opt = optim.Adam(model.parameters(), lr=1e-3)
for x, y in loader:
    opt.zero_grad()
    out = model(x)
    loss = F.cross_entropy(out, y)
    reg_loss = out.pow(2).mean().detach()
    loss.backward()
    opt.step()
    loss = loss.detach() + reg_loss
    total += loss
