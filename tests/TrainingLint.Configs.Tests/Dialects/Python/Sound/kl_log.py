import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)
    def forward(self, x):
        return F.softmax(self.fc(x), dim=-1)
net = Net()
opt = optim.Adam(net.parameters(), lr=1e-2)
for x, q in loader:
    opt.zero_grad()
    p = net(x)
    loss = F.kl_div(p.log(), q, reduction='batchmean')
    loss.backward()
    opt.step()
