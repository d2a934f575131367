import torch
best_elbo_loss = 0
for epoch in range(10):
    for x in loader:
        optimizer.zero_grad()
        model.loss(x).backward()
        optimizer.step()
    elbo_loss = validate(model)
    if elbo_loss < best_elbo_loss:
        best_elbo_loss = elbo_loss
        torch.save(model.state_dict(), 'best.pt')
