from detectron2.config import LazyCall as L
import torch

optimizer = L(torch.optim.AdamW)(params=None, lr=1e-4, betas=(0.9, 0.999), weight_decay=0.1)
lr_multiplier = L(WarmupParamScheduler)(
    scheduler=L(MultiStepParamScheduler)(values=[1.0, 0.1], milestones=[80000], num_updates=90000),
    warmup_length=1000 / 90000,
    warmup_factor=0.001,
)
train = dict(max_iter=90000, eval_period=5000, seed=3)
