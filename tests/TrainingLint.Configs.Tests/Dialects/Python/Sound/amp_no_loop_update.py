import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

def batch(model, x, y, optimizer, scaler):
    optimizer.zero_grad()
    scaler.scale(F.mse_loss(model(x), y)).backward()
    scaler.step(optimizer)
def epoch(model, loader, optimizer, scaler):
    for x, y in loader:
        batch(model, x, y, optimizer, scaler)
        scaler.update()
