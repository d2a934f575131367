import torch
import torch.nn as nn
import torch.nn.functional as F
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = nn.Linear(4, 2)
    def forward(self, x):
        return F.alpha_dropout(self.l(x), 0.1)
net = Net()
opt = torch.optim.SGD(net.parameters(), lr=0.1)
for x, y in dl:
    net.train()
    loss = F.cross_entropy(net(x), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
net.eval()
