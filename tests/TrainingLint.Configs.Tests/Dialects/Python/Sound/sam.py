import torch
for inputs, targets in train_loader:
    loss = loss_fn(model(inputs), targets)
    loss.backward()
    optimizer.first_step(zero_grad=True)
    loss_fn(model(inputs), targets).backward()
    optimizer.second_step(zero_grad=True)
