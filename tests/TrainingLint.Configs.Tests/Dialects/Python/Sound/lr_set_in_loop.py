import torch
opt = torch.optim.Adam(model.parameters(), lr=0)
for step, b in enumerate(loader):
    for g in opt.param_groups:
        g["lr"] = 512 ** -0.5 * min((step + 1) ** -0.5, (step + 1) * 4000 ** -1.5)
    loss = model(b)
    opt.zero_grad()
    loss.backward()
    opt.step()
