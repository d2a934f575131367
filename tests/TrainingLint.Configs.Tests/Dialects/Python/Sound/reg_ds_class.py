import torch
from torch import nn
from torch.utils.data import Dataset, DataLoader

class Rows(Dataset):
    def __init__(self, frame):
        self.x = torch.tensor(frame.iloc[:, :-1].values, dtype=torch.float32)
        self.y = torch.tensor(frame.iloc[:, -1:].values, dtype=torch.float32)
    def __len__(self):
        return len(self.x)
    def __getitem__(self, i):
        return self.x[i], self.y[i]

class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(4, 16)
        self.fc2 = nn.Linear(16, 1)
    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))

net = MLP()
opt = torch.optim.Adam(net.parameters())
mse = nn.MSELoss()
for e in range(5):
    for x, target in DataLoader(Rows(df), batch_size=16, shuffle=True):
        opt.zero_grad()
        output = net(x)
        loss = mse(output, target)
        loss.backward()
        opt.step()
