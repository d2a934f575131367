import torch
from mylosses import CrossEntropyLoss
crit = CrossEntropyLoss(from_probabilities=True)
opt = torch.optim.Adam(net.parameters(), lr=1e-3)
for x, t in loader:
    loss = crit(torch.softmax(net(x), dim=1), t)
    opt.zero_grad()
    loss.backward()
    opt.step()
