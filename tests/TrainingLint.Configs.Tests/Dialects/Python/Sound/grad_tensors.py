import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

def train(model, loader, optimizer, lr=1e-3):
    for x, y in loader:
        grads = torch.autograd.grad(F.cross_entropy(model(x), y), list(model.parameters()))
        for p, g in zip(model.parameters(), grads):
            p.grad = g
        optimizer.step()
