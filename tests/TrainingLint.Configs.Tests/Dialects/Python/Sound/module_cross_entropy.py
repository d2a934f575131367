import torch
import losses
opt = torch.optim.Adam(net.parameters(), lr=1e-3)
for x, t in loader:
    p = torch.softmax(net(x), dim=1)
    loss = losses.cross_entropy(p, t)
    opt.zero_grad()
    loss.backward()
    opt.step()
