import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

class T:
    def step(self, loss):
        self.scaler.scale(loss).backward()
        self.scaler.step(self.opt)
    def run(self):
        for b in self.loader:
            self.step(self.loss(b))
            self.scaler.update()
            self.opt.zero_grad()
