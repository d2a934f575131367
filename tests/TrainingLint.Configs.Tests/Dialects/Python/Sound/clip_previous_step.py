import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

def train(model, loader, optimizer, max_norm=1.0, lr=1):
    for i, (x, y) in enumerate(loader):
        if max_norm and i:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        if i:
            optimizer.step()
            optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
