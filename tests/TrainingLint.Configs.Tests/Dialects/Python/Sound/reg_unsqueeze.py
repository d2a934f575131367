import torch
from torch import nn
from torch.utils.data import TensorDataset, DataLoader
X = torch.randn(1000, 8)
Y = (X @ torch.randn(8)).unsqueeze(1)
dl = DataLoader(TensorDataset(X, Y), batch_size=32, shuffle=True)
model = nn.Sequential(nn.Linear(8, 64), nn.ReLU(), nn.Linear(64, 1))
loss_fn = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-2)
for epoch in range(100):
    for x, y in dl:
        y_pred = model(x)
        loss = loss_fn(y_pred, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
