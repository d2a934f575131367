import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

def invert(decoder, targets, lr=0.1):
    out = []
    for t in targets:
        z = torch.zeros(16, requires_grad=True)
        opt = optim.Adam([z], lr=lr)
        loss = (decoder(z) - t).pow(2).sum()
        loss.backward()
        opt.step()
        out.append(z.detach())
    return out
