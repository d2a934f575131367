import torch
import torch.nn.functional as F
log_beta = torch.zeros(1, requires_grad=True)
opt = torch.optim.Adam(list(net.parameters()) + [log_beta], lr=1e-3)
for x, y in loader:
    logits = net(x)
    beta = log_beta.exp()
    kl_loss = F.kl_div(F.log_softmax(logits, 1), ref(x), reduction="batchmean").detach()
    loss = F.cross_entropy(logits, y) + beta * kl_loss
    opt.zero_grad()
    loss.backward()
    opt.step()
