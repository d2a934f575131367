import torch
import torch.nn as nn

def repackage_hidden(h):
    if isinstance(h, torch.Tensor):
        return h.detach()
    return tuple(repackage_hidden(v) for v in h)

def train(model, data, ntokens, lr, bptt=35):
    model.train()
    criterion = nn.NLLLoss()
    hidden = model.init_hidden(20)
    for batch, i in enumerate(range(0, data.size(0) - 1, bptt)):
        x, y = get_batch(data, i)
        model.zero_grad()
        hidden = repackage_hidden(hidden)
        output, hidden = model(x, hidden)
        loss = criterion(output, y)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 0.25)
        for p in model.parameters():
            p.data.add_(p.grad, alpha=-lr)

lr = 20
best = None
for epoch in range(1, 41):
    train(model, train_data, ntokens, lr)
    val = evaluate(val_data)
    if not best or val < best:
        best = val
    else:
        lr /= 4.0
