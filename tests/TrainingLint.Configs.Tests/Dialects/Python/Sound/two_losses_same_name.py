import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

def pre(model, opt, loader):
    criterion = nn.BCELoss()
    for x, y in loader:
        opt.zero_grad()
        loss = criterion(torch.sigmoid(model(x)), y)
        loss.backward()
        opt.step()
def main(model, opt, loader):
    criterion = nn.CrossEntropyLoss()
    for x, y in loader:
        opt.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        opt.step()
