import torch
opt = torch.optim.Adam(model.parameters(), lr=1e-3)
scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(opt, mode='max', factor=0.5, patience=2)
for epoch in range(10):
    train(model, opt)
    acc = evaluate(model, val_loader)
    scheduler.step(acc)
    if opt.param_groups[0]['lr'] < 1e-6:
        break
