import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.optim import lr_scheduler
lr=1e-3

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 30)
    def forward(self, x):
        x = self.fc(x)
        return x.log_softmax(2)
net = Net()
ctc = nn.CTCLoss(blank=29)
opt = optim.Adam(net.parameters(), lr=1e-3)
for x, y, xl, yl in loader:
    opt.zero_grad()
    loss = ctc(net(x).transpose(0, 1), y, xl, yl)
    loss.backward()
    opt.step()
