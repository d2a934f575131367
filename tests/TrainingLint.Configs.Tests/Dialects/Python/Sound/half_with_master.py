import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

model = Net().half()
master = [p.detach().clone().float() for p in model.parameters()]
opt = optim.Adam(master, lr=1e-3)
for x, y in loader:
    model.zero_grad()
    F.mse_loss(model(x), y).backward()
    copy_grads(model, master)
    opt.step()
