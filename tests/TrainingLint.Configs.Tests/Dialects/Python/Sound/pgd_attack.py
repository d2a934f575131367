import torch
import torch.nn.functional as F
def pgd(model, x, y, eps=8/255, alpha=2/255, steps=10):
    adv = x.clone().detach() + torch.empty_like(x).uniform_(-eps, eps)
    for _ in range(steps):
        adv.requires_grad_(True)
        loss = F.cross_entropy(model(adv), y)
        grad = torch.autograd.grad(loss, adv)[0]
        adv = adv.detach() + alpha * grad.sign()
        adv = torch.min(torch.max(adv, x - eps), x + eps).clamp(0, 1)
    return adv.detach()
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(100):
    for x, y in loader:
        model.eval()
        adv = pgd(model, x, y)
        model.train()
        opt.zero_grad()
        loss = F.cross_entropy(model(adv), y)
        loss.backward()
        opt.step()
