import numpy as np, torch
np.random.seed(0)
np.random.shuffle(images)
np.random.seed(0)
np.random.shuffle(labels)
for epoch in range(3):
    for x, y in loader:
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
