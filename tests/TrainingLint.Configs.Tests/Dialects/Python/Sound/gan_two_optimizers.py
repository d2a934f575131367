import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

def train(G, D, opt_g, opt_d, loader, lr=1):
    for real in loader:
        opt_d.zero_grad()
        d = F.binary_cross_entropy_with_logits(D(real), ones) + F.binary_cross_entropy_with_logits(D(G(z).detach()), zeros)
        d.backward()
        opt_d.step()
        opt_g.zero_grad()
        g = F.binary_cross_entropy_with_logits(D(G(z)), ones)
        g.backward()
        opt_g.step()
