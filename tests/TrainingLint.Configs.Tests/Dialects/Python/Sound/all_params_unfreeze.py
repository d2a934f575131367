import torch
model = Net()
for n, p in model.named_parameters():
    if "head" not in n:
        p.requires_grad = False
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for epoch in range(10):
    if epoch == 3:
        for p in model.parameters():
            p.requires_grad = True
    for x, y in train_loader:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
