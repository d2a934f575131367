import torch
opt = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
for x, y in loader:
    loss = crit(net(x), y)
    opt.zero_grad(); loss.backward(); opt.step()
