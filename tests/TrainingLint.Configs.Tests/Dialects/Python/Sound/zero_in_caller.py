import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

def inner(model, batches, optimizer):
    for x, y in batches:
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        release(optimizer)
def release(o):
    for g in o.param_groups:
        for p in g['params']:
            p.grad = None
