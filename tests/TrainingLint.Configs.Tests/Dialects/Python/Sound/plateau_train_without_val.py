import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

model = nn.Linear(2, 2)
opt = optim.Adam(model.parameters(), lr=1e-3)
sched = optim.lr_scheduler.ReduceLROnPlateau(opt)
for epoch in range(5):
    train_loss = 0
    for x, y in loader:
        opt.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        opt.step()
        train_loss += loss.item()
    sched.step(train_loss)
