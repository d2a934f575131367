import torch
import torch.nn as nn
class CrossEntropyLoss(nn.Module):
    def forward(self, p, t):
        return -(t * torch.log(p.clamp_min(1e-8))).sum(1).mean()
crit = CrossEntropyLoss()
opt = torch.optim.Adam(net.parameters(), lr=1e-3)
for x, t in loader:
    loss = crit(torch.softmax(net(x), dim=1), t)
    opt.zero_grad()
    loss.backward()
    opt.step()
