import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

data = torch.rand(100, 4)
x, y = data[:, :3], data[:, 3:]
model = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 1))
opt = optim.Adam(model.parameters(), lr=1e-3)
for _ in range(100):
    opt.zero_grad()
    loss = F.mse_loss(model(x), y)
    loss.backward()
    opt.step()
