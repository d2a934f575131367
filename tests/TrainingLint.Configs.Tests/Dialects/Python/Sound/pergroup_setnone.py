import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

class Runner:
    def __init__(self, net, optimizer, lr=1e-3):
        self.net = net
        self.optimizer = optimizer
    def fit(self, data):
        for x, y in data:
            loss = self.net.loss(x, y)
            self.fire('backward', loss)
            loss.backward()
            self.optimizer.step()
            self.fire('after_step')
    def fire(self, name, *args):
        for c in self.subscribers:
            getattr(c, name)(self, *args)
