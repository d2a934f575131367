import os
import functools
import torch
import torch.distributed as dist
from torch.distributed.fsdp import FullyShardedDataParallel as FSDP, MixedPrecision
from torch.distributed.fsdp.sharded_grad_scaler import ShardedGradScaler
from torch.utils.data import DataLoader, DistributedSampler

def loaders(ds, rank, world, bs):
    sampler = DistributedSampler(ds, rank=rank, num_replicas=world, shuffle=True, drop_last=True)
    return DataLoader(ds, batch_size=bs, sampler=sampler, num_workers=4, pin_memory=True), sampler

def train_epoch(args, model, rank, loader, optimizer, scaler, epoch, sampler=None):
    model.train()
    total = torch.zeros(2).to(rank)
    if sampler:
        sampler.set_epoch(epoch)
    for batch in loader:
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cuda", dtype=torch.float16):
            loss = model(input_ids=batch["ids"].to(rank), labels=batch["labels"].to(rank))["loss"]
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        model.clip_grad_norm_(1.0)
        scaler.step(optimizer)
        scaler.update()
        total[0] += loss.item()
        total[1] += len(batch)
    dist.all_reduce(total, op=dist.ReduceOp.SUM)
    return total[0] / total[1]

def main(args, ds, net):
    rank, world = int(os.environ["LOCAL_RANK"]), int(os.environ["WORLD_SIZE"])
    loader, sampler = loaders(ds, rank, world, args.batch_size)
    model = FSDP(net, mixed_precision=MixedPrecision(param_dtype=torch.float16))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.7)
    scaler = ShardedGradScaler()
    for epoch in range(1, args.epochs + 1):
        train_epoch(args, model, rank, loader, optimizer, scaler, epoch, sampler=sampler)
        scheduler.step()
