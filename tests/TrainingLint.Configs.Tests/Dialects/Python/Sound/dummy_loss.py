import torch
opt = torch.optim.AdamW(model.parameters(), lr=1e-4)
for batch in loader:
    mask = batch["mask"]
    loss = criterion(model(batch["x"]), batch["y"], mask)
    if mask.sum() == 0:
        loss = torch.tensor(0.0, requires_grad=True)
    opt.zero_grad()
    loss.backward()
    opt.step()
