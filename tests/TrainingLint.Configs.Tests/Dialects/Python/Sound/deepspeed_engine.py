import deepspeed
import torch
import torch.nn.functional as F

def train(args, model, dataset):
    params = [p for p in model.parameters() if p.requires_grad]
    engine, optimizer, loader, _ = deepspeed.initialize(args=args, model=model, model_parameters=params, training_data=dataset)
    half = engine.fp16_enabled()
    for epoch in range(args.epochs):
        for data in loader:
            x, y = data[0].to(engine.local_rank), data[1].to(engine.local_rank)
            if half:
                x = x.half()
            out = engine(x)
            loss = F.cross_entropy(out, y)
            engine.backward(loss)
            engine.step()
        engine.save_checkpoint(args.out, tag=epoch)
