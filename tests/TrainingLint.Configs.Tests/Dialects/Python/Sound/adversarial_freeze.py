import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

G, D = Gen(), Dis()
opt = optim.Adam(G.parameters(), lr=1e-4)
for z in loader:
    for p in D.parameters():
        p.requires_grad = False
    opt.zero_grad()
    loss = -D(G(z)).mean()
    loss.backward()
    opt.step()
