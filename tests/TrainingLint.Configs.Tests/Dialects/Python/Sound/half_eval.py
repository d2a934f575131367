import torch
import torch.nn.functional as F

def evaluate(model, loader):
    model = model.half().eval()
    correct = 0
    with torch.no_grad():
        for x, y in loader:
            correct += (model(x.half()).argmax(1) == y).sum().item()
    model.float()
    return correct

def train(model, loader, val):
    opt = torch.optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(10):
        model.train()
        for x, y in loader:
            opt.zero_grad()
            F.cross_entropy(model(x), y).backward()
            opt.step()
        print(evaluate(model, val))
