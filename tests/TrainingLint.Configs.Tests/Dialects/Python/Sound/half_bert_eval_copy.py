import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

model = Net()
opt = optim.Adam(model.parameters(), lr=1e-3)
for x, y in loader:
    opt.zero_grad()
    F.mse_loss(model(x), y).backward()
    opt.step()
small = model.half()
