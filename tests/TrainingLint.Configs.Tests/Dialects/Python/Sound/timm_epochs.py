import torch
import timm
from timm.scheduler import CosineLRScheduler, create_scheduler
from timm.utils import ModelEmaV2, NativeScaler

def main(args, loader, val_loader):
    model = timm.create_model("resnet50", pretrained=True, num_classes=10)
    ema = ModelEmaV2(model, decay=0.9998)
    optimizer = timm.optim.create_optimizer_v2(model, opt="adamw", lr=1e-3, weight_decay=0.05)
    scheduler = CosineLRScheduler(optimizer, t_initial=args.epochs, lr_min=1e-6, warmup_t=5, warmup_lr_init=1e-6, t_in_epochs=True)
    scaler = NativeScaler()
    num_updates = 0
    for epoch in range(args.epochs):
        model.train()
        for i, (x, y) in enumerate(loader):
            with torch.cuda.amp.autocast():
                loss = torch.nn.functional.cross_entropy(model(x), y)
            optimizer.zero_grad()
            scaler(loss, optimizer, clip_grad=1.0, parameters=model.parameters())
            ema.update(model)
            num_updates += 1
            scheduler.step_update(num_updates=num_updates)
        acc = validate(ema.module, val_loader)
        scheduler.step(epoch + 1, acc)
