import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

class Net(nn.Module): pass
class RND:
    def __init__(self):
        self.predictor = Net()
        self.target_net = Net()
        self.opt = optim.Adam(self.predictor.parameters(), lr=1e-4)
    def bonus(self, s):
        with torch.no_grad():
            t = self.target_net(s)
        loss = F.mse_loss(self.predictor(s), t)
        self.opt.zero_grad()
        loss.backward()
        self.opt.step()
        return loss.item()
