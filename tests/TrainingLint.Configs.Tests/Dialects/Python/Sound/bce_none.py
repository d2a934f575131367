import torch
from torch import nn
model = nn.Sequential(nn.Linear(5, 16), nn.ReLU(), nn.Linear(16, 1))
crit = nn.BCEWithLogitsLoss()
opt = torch.optim.Adam(model.parameters(), 1e-3)
for x, y in loader:
    loss = crit(model(x), y[:, None].float())
    opt.zero_grad()
    loss.backward()
    opt.step()
    probs = torch.sigmoid(model(x).detach())
    auc.update(probs, y)
