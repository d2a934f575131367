import torch
from timm.scheduler.cosine_lr import CosineLRScheduler
n_iter = len(loader)
opt = torch.optim.AdamW(model.parameters(), lr=5e-4)
sched = CosineLRScheduler(opt, t_initial=(300 - 20) * n_iter, lr_min=5e-6, warmup_lr_init=5e-7, warmup_t=20 * n_iter, cycle_limit=1, t_in_epochs=False, warmup_prefix=True)
for epoch in range(300):
    model.train()
    for idx, (x, y) in enumerate(loader):
        loss = crit(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        sched.step_update(epoch * n_iter + idx)
