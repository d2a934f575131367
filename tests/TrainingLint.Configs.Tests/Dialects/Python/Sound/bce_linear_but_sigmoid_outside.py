import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

D = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 1))
opt = optim.Adam(D.parameters(), lr=1e-3)
bce = nn.BCELoss()
for x, y in loader:
    opt.zero_grad()
    p = torch.sigmoid(D(x))
    loss = bce(p, y)
    loss.backward()
    opt.step()
