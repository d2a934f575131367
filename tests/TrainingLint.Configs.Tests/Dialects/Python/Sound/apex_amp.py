import torch
from apex import amp
model, optimizer = amp.initialize(model, optimizer, opt_level="O1")
for step, batch in enumerate(loader):
    loss = model(batch) / 4
    with amp.scale_loss(loss, optimizer) as scaled_loss:
        scaled_loss.backward()
    if (step + 1) % 4 == 0:
        torch.nn.utils.clip_grad_norm_(amp.master_params(optimizer), 1.0)
        optimizer.step()
        scheduler.step()
        model.zero_grad()
