import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

def train(model, population, optimizer, lr=1):
    for gen in range(100):
        model.clear()
        loss = model.loss(population)
        loss.backward()
        optimizer.step()
