import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

class Net(nn.Module):
    def forward(self, x):
        p = F.softmax(self.fc(x), dim=1)
        return p
net = Net()
opt = optim.Adam(net.parameters(), lr=1e-3)
for x, y in loader:
    opt.zero_grad()
    p = net(x)
    loss = F.nll_loss((p + 1e-9).log(), y)
    loss.backward()
    opt.step()
