import torch
import torch.nn.functional as F
def kl_loss(p, q):
    a = F.kl_div(F.log_softmax(p, -1), F.softmax(q, -1), reduction="none")
    b = F.kl_div(F.log_softmax(q, -1), F.softmax(p, -1), reduction="none")
    return (a.sum() + b.sum()) / 2
for x, y in loader:
    l1, l2 = model(x), model(x)
    ce = 0.5 * (F.cross_entropy(l1, y) + F.cross_entropy(l2, y))
    loss = ce + 0.5 * kl_loss(l1, l2)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
