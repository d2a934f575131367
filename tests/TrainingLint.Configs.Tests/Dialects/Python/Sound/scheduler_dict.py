import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

class Task:
    def __init__(self):
        self.model = nn.Linear(2, 2)
        self.opt = optim.SGD(self.model.parameters(), lr=0.1, momentum=0.9)
        self.sched = lr_scheduler.StepLR(self.opt, 10)
    def fit(self):
        for x, y in self.loader:
            self.opt.zero_grad()
            loss = F.mse_loss(self.model(x), y)
            loss.backward()
            self.opt.step()
class Other(Task):
    pass
def run(task):
    for epoch in range(10):
        task.fit()
        task.sched.step()
