import torch
import torch.nn.functional as F
from torch.func import functional_call

def maml(model, tasks, outer_steps, inner_lr=0.01, inner_steps=5):
    meta_opt = torch.optim.Adam(model.parameters(), lr=1e-3)
    for _ in range(outer_steps):
        meta_opt.zero_grad()
        outer = 0.0
        for xs, ys, xq, yq in tasks.sample(16):
            fast = dict(model.named_parameters())
            for _ in range(inner_steps):
                loss = F.cross_entropy(functional_call(model, fast, (xs,)), ys)
                grads = torch.autograd.grad(loss, fast.values(), create_graph=True)
                fast = {k: v - inner_lr * g for (k, v), g in zip(fast.items(), grads)}
            outer = outer + F.cross_entropy(functional_call(model, fast, (xq,)), yq)
        outer = outer / 16
        outer.backward()
        meta_opt.step()
