import torch
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
for step in range(1000):
    optimizer.zero_grad()
    for part, y in chunks(batch):
        loss = criterion(model(part), y) / 4
        loss.backward()
    optimizer.step()
