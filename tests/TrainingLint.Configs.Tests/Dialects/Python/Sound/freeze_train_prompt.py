import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

model = Clip()
for p in model.parameters():
    p.requires_grad = False
model.prompt = nn.Parameter(torch.zeros(4, 512))
opt = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
for x, y in loader:
    opt.zero_grad()
    loss = F.cross_entropy(model(x), y)
    loss.backward()
    opt.step()
