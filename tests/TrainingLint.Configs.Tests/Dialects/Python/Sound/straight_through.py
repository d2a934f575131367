import torch
import torch.nn as nn
import torch.nn.functional as F

class VQ(nn.Module):
    def __init__(self, k, d, beta=0.25):
        super().__init__()
        self.emb = nn.Embedding(k, d)
        self.beta = beta

    def forward(self, z):
        d = (z ** 2).sum(1, keepdim=True) + (self.emb.weight ** 2).sum(1) - 2 * z @ self.emb.weight.t()
        q = self.emb(d.argmin(1))
        loss = F.mse_loss(q.detach(), z) * self.beta + F.mse_loss(q, z.detach())
        q = z + (q - z).detach()
        return q, loss

class Binarize(nn.Module):
    def forward(self, x):
        soft = torch.sigmoid(x)
        hard = (soft > 0.5).float()
        return hard - soft.detach() + soft

def fit(model, loader):
    opt = torch.optim.Adam(model.parameters(), lr=3e-4, amsgrad=True)
    for i in range(15000):
        x = next(iter(loader))
        opt.zero_grad()
        vq_loss, recon, perp = model(x)
        loss = F.mse_loss(recon, x) + vq_loss
        loss.backward()
        opt.step()
