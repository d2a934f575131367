import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

model = nn.Linear(3, 4)
opt = optim.Adam(model.parameters(), lr=1e-3)
for x, y in loader:
    opt.zero_grad()
    out = model(x)
    loss_a = F.cross_entropy(out, y)
    loss_b = out.pow(2).mean()
    scale_loss = (loss_a / loss_b).detach()
    loss = loss_a + scale_loss * loss_b
    loss.backward()
    opt.step()
