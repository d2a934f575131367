import torch
best_acc = 0.0
for epoch in range(10):
    for x, y in loader:
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
    acc = evaluate(model)
    if acc > best_acc:
        best_acc = acc
        best_state = model.state_dict()
        torch.save(best_state, 'best.pt')
