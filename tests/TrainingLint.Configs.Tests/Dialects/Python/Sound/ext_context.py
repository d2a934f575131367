import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

from mytools import fresh
def train(model, loader, optimizer, lr=1):
    for x, y in loader:
        with fresh(model):
            loss = F.mse_loss(model(x), y)
            loss.backward()
            optimizer.step()
