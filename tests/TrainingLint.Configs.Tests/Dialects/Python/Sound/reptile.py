import copy
import torch
import torch.nn.functional as F

def reptile(net, tasks, meta_lr=0.1):
    for it in range(1000):
        before = copy.deepcopy(net.state_dict())
        x, y = tasks.sample()
        inner = torch.optim.SGD(net.parameters(), lr=0.02)
        for _ in range(5):
            for i in range(0, len(x), 10):
                net.zero_grad()
                loss = F.mse_loss(net(x[i:i + 10]), y[i:i + 10])
                loss.backward()
                inner.step()
        after = net.state_dict()
        eps = meta_lr * (1 - it / 1000)
        net.load_state_dict({k: before[k] + (after[k] - before[k]) * eps for k in before})
