import torch
from torch.utils.data import DataLoader, RandomSampler, SequentialSampler
from torch.utils.data.distributed import DistributedSampler
def make_loader(ds, train, distributed, bs):
    if distributed:
        sampler = DistributedSampler(ds, shuffle=train)
    else:
        sampler = RandomSampler(ds) if train else SequentialSampler(ds)
    return DataLoader(ds, batch_size=bs, sampler=sampler, drop_last=train)
def main(model, tr, va, args):
    train_loader = make_loader(tr, True, args.distributed, 32)
    val_loader = make_loader(va, False, args.distributed, 64)
    opt = torch.optim.AdamW(model.parameters())
    for epoch in range(args.epochs):
        if args.distributed:
            train_loader.sampler.set_epoch(epoch)
        model.train()
        for x, y in train_loader:
            loss = model(x, y)
            opt.zero_grad()
            loss.backward()
            opt.step()
