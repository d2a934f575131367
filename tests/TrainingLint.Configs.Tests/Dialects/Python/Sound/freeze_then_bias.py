import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

model = resnet()
for p in model.parameters():
    p.requires_grad = False
for name, p in model.named_parameters():
    if name.endswith('bias'):
        p.requires_grad_()
opt = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
for x, y in loader:
    opt.zero_grad(); F.cross_entropy(model(x), y).backward(); opt.step()
