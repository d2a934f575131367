
from timm.scheduler import CosineLRScheduler
sched = CosineLRScheduler(optimizer, t_initial=300, warmup_t=5, warmup_lr_init=1e-6, lr_min=1e-5)
