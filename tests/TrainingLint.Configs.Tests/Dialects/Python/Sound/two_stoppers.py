import torch
stop_val = EarlyStopping(10)
early_stop_train = EarlyStopping(50)
for epoch in range(100):
    train_loss = run(model, opt, tr)
    val_loss = run(model, None, va)
    if early_stop_train(train_loss) or stop_val(val_loss):
        break
    loss.backward()
