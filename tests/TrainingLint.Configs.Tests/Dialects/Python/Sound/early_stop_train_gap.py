import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

class EarlyStopping:
    def __call__(self, train_loss, val_loss):
        return val_loss - train_loss > 1
early_stopping = EarlyStopping()
def main():
    for epoch in range(9):
        train_loss = train(model, loader, opt, lr=1)
        val_loss = evaluate(model)
        if early_stopping(train_loss, val_loss):
            break
