import torch.nn as nn
import torch
criterion = nn.CosineSimilarity(dim=1)
optim_params = [{'params': model.module.encoder.parameters(), 'fix_lr': False}, {'params': model.module.predictor.parameters(), 'fix_lr': True}]
optimizer = torch.optim.SGD(optim_params, 0.05, momentum=0.9)
for epoch in range(100):
    if args.distributed:
        train_sampler.set_epoch(epoch)
    adjust_learning_rate(optimizer, 0.05, epoch, args)
    model.train()
    for i, (images, _) in enumerate(train_loader):
        p1, p2, z1, z2 = model(x1=images[0], x2=images[1])
        loss = -(criterion(p1, z2.detach()).mean() + criterion(p2, z1.detach()).mean()) * 0.5
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
