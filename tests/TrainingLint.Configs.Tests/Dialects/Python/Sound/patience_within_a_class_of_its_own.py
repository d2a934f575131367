import torch
class EarlyStopping:
    def __init__(self, patience):
        self.best, self.counter, self.patience = None, 0, patience
    def __call__(self, loss):
        if self.best is None or loss < self.best:
            self.best, self.counter = loss, 0
        else:
            self.counter += 1
        return self.counter >= self.patience
