import torch
import torch.nn as nn
adv = nn.BCEWithLogitsLoss()
oG = torch.optim.Adam(G.parameters(), 2e-4, (0.5, 0.999))
oD = torch.optim.Adam(D.parameters(), 2e-4, (0.5, 0.999))
for x, _ in loader:
    valid = torch.ones(x.size(0), 1)
    fake = torch.zeros(x.size(0), 1)
    oG.zero_grad()
    z = torch.randn(x.size(0), 100)
    gx = G(z)
    g_loss = adv(D(gx), valid)
    g_loss.backward()
    oG.step()
    oD.zero_grad()
    d_loss = (adv(D(x), valid) + adv(D(gx.detach()), fake)) / 2
    d_loss.backward()
    oD.step()
