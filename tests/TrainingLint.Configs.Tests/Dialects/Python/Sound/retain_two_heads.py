import torch
opt1 = torch.optim.Adam(a.parameters())
opt2 = torch.optim.Adam(b.parameters())
for x, y, z in loader:
    h = a(x)
    la = ((h - y) ** 2).mean()
    lb = ((b(h) - z) ** 2).mean()
    opt1.zero_grad()
    opt2.zero_grad()
    la.backward(retain_graph=True)
    lb.backward()
    opt1.step()
    opt2.step()
