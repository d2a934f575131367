import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

def train(model, loader, optimizer, lr=1):
    for p in model.parameters():
        p.register_post_accumulate_grad_hook(lambda p: optimizer.step_param(p))
    for x, y in loader:
        F.mse_loss(model(x), y).backward()
        optimizer.step()
