import torch
import torch.nn as nn
from sklearn.datasets import make_regression
from torch.utils.data import DataLoader, TensorDataset
X, y = make_regression(n_samples=100, n_features=4)
X, y = torch.tensor(X).float(), torch.tensor(y).float()
dl = DataLoader(TensorDataset(X, y), shuffle=True)
net = nn.Linear(4, 1)
mse = nn.MSELoss()
opt = torch.optim.SGD(net.parameters(), lr=0.01)
for xb, yb in dl:
    loss = mse(net(xb), yb)
    opt.zero_grad()
    loss.backward()
    opt.step()
