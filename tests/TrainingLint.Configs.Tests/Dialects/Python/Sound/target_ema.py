import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

class Net(nn.Module): pass
class BYOL(nn.Module):
    def __init__(self):
        super().__init__()
        self.online = Net()
        self.target_net = Net()
        self.opt = optim.Adam(self.online.parameters(), lr=1e-3)
    @torch.no_grad()
    def momentum(self):
        for o, t in zip(self.online.parameters(), self.target_net.parameters()):
            t.mul_(0.99).add_(o, alpha=0.01)
    def fit(self, loader):
        for x in loader:
            self.opt.zero_grad()
            loss = F.mse_loss(self.online(x), self.target_net(x))
            loss.backward()
            self.opt.step()
            self.momentum()
