import torch.optim as optim
opt = optim.Adam(model.parameters(), 1e-3)
sched = optim.lr_scheduler.MultiStepLR(opt, milestones=[30, 60], gamma=0.5)
