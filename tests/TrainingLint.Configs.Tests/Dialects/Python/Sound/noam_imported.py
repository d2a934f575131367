import torch
from optim import NoamOpt
opt = NoamOpt(512, 1, 4000, torch.optim.Adam(model.parameters(), lr=0, betas=(0.9, 0.98), eps=1e-9))
for b in loader:
    loss = model(b)
    opt.optimizer.zero_grad()
    loss.backward()
    opt.step()
