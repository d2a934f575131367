import numpy as np
import torch
from sklearn.model_selection import train_test_split
from torch import nn
df = load()
X = df.drop(columns="y").values.astype(np.float32)
y = df["y"].values.astype(np.float32).reshape(-1, 1)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2)
X_train, y_train = torch.from_numpy(X_train), torch.from_numpy(y_train)
model = nn.Sequential(nn.Linear(X.shape[1], 24), nn.ReLU(), nn.Linear(24, 1))
criterion = nn.L1Loss()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
for epoch in range(100):
    model.train()
    for i in range(0, len(X_train), 32):
        out = model(X_train[i:i+32])
        loss = criterion(out, y_train[i:i+32])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
