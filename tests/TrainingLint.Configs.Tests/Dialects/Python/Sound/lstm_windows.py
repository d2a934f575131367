import numpy as np
import torch
import torch.nn as nn
class LSTM(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(1, 32, 2, batch_first=True)
        self.fc = nn.Linear(32, 1)
    def forward(self, x):
        out, _ = self.lstm(x)
        out = self.fc(out[:, -1, :])
        return out
data = np.array([series[i:i + 20] for i in range(len(series) - 20)])
x_train = torch.from_numpy(data[:, :-1]).float()
y_train = torch.from_numpy(data[:, -1]).float()
model = LSTM()
criterion = nn.MSELoss()
optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
for t in range(100):
    y_train_pred = model(x_train)
    loss = criterion(y_train_pred, y_train)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
