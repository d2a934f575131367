import copy
import torch
import torch.nn as nn
import torch.nn.functional as F
class BYOL(nn.Module):
    def __init__(self, net, dim=256, m=0.996):
        super().__init__()
        self.online = net
        self.target = copy.deepcopy(net)
        self.pred = nn.Sequential(nn.Linear(dim, 512), nn.BatchNorm1d(512), nn.ReLU(), nn.Linear(512, dim))
        self.m = m
        for p in self.target.parameters():
            p.requires_grad = False
    @torch.no_grad()
    def momentum(self):
        for a, b in zip(self.online.parameters(), self.target.parameters()):
            b.data = b.data * self.m + a.data * (1 - self.m)
    def forward(self, a, b):
        p = self.pred(self.online(a))
        with torch.no_grad():
            t = self.target(b)
        return 2 - 2 * F.cosine_similarity(p, t.detach(), dim=-1).mean()
model = BYOL(backbone)
opt = torch.optim.SGD(model.parameters(), lr=0.03, momentum=0.9)
for epoch in range(100):
    for (a, b), _ in loader:
        loss = model(a, b) + model(b, a)
        opt.zero_grad()
        loss.backward()
        opt.step()
        model.momentum()
