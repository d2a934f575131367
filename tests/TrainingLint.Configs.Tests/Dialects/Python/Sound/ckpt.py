import torch
import torch.nn as nn
from torch.utils.checkpoint import checkpoint
class Block(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(d, d), nn.GELU(), nn.Dropout(0.1))
    def forward(self, x):
        return x + self.f(x)
class Net(nn.Module):
    def __init__(self, d=64, n=4, use_ckpt=True):
        super().__init__()
        self.emb = nn.Embedding(100, d)
        self.blocks = nn.ModuleList(Block(d) for _ in range(n))
        self.use_ckpt = use_ckpt
        self.head = nn.Linear(d, 100)
    def forward(self, ids):
        x = self.emb(ids)
        for b in self.blocks:
            x = checkpoint(b, x, use_reentrant=False) if self.use_ckpt and self.training else b(x)
        return self.head(x)
net = Net()
opt = torch.optim.AdamW(net.parameters(), lr=1e-3)
for ids in loader:
    logits = net(ids[:, :-1])
    loss = nn.functional.cross_entropy(logits.reshape(-1, 100), ids[:, 1:].reshape(-1))
    loss.backward()
    opt.step()
    opt.zero_grad(set_to_none=True)
