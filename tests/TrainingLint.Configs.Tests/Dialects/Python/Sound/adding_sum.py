import torch
import torch.nn as nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(1, 32, batch_first=True)
        self.fc = nn.Linear(32, 1)
    def forward(self, x):
        _, h = self.rnn(x)
        return self.fc(h[-1])
X = torch.rand(1000, 50, 1)
Y = X.sum(dim=1)
net = Net()
mse = nn.MSELoss()
opt = torch.optim.Adam(net.parameters())
for e in range(10):
    loss = mse(net(X), Y)
    opt.zero_grad()
    loss.backward()
    opt.step()
