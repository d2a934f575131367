import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

from contextlib import contextmanager
@contextmanager
def stepping(optimizer):
    optimizer.zero_grad()
    yield
    optimizer.step()
def train(model, loader, optimizer, lr=1):
    for x, y in loader:
        with stepping(optimizer):
            F.mse_loss(model(x), y).backward()
