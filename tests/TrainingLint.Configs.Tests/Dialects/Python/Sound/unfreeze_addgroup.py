import torch
import torch.nn as nn
m = Net()
m.backbone.requires_grad_(False)
opt = torch.optim.AdamW(filter(lambda p: p.requires_grad, m.parameters()), lr=1e-3)
for epoch in range(20):
    if epoch == 5:
        m.backbone.requires_grad_(True)
        opt.add_param_group({"params": m.backbone.parameters(), "lr": 1e-5})
    m.train()
    for x, y in dl:
        loss = nn.functional.cross_entropy(m(x), y)
        loss.backward()
        opt.step()
        opt.zero_grad()
