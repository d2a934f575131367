import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)
    def forward(self, x):
        return F.softmax(self.fc(x), dim=-1)
policy = Policy()
opt = optim.Adam(policy.parameters(), lr=1e-2)
for s, a, r in episodes:
    opt.zero_grad()
    logp = torch.log(policy(s)).gather(1, a)
    loss = -(logp * r).mean()
    loss.backward()
    opt.step()
