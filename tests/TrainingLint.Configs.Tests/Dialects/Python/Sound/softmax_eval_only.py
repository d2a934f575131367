import torch
import torch.nn as nn
import torch.nn.functional as F
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(10, 3)
    def forward(self, x):
        x = self.fc(x)
        if not self.training:
            x = F.softmax(x, dim=1)
        return x
net = Net()
o = torch.optim.SGD(net.parameters(), lr=0.1)
for x, y in dl:
    o.zero_grad()
    F.cross_entropy(net(x), y).backward()
    o.step()
