import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

opt_g = optim.Adam(G.parameters(), lr=2e-4)
for x in loader:
    fake = G(x)
    opt_g.zero_grad()
    loss_g = bce(D(G(x).detach()), ones) * 0 + l1(fake, x)
    loss_g.backward()
    opt_g.step()
