import torch
import torch.nn as nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(10, 3)
        self.softmax = nn.Softmax(dim=1)
    def forward(self, x):
        logits = self.fc(x)
        probs = self.softmax(logits)
        return logits, probs
    def predict(self, x):
        return self.softmax(self.fc(x)).argmax(1)
net = Net()
ce = nn.CrossEntropyLoss()
o = torch.optim.SGD(net.parameters(), lr=0.1)
for x, y in dl:
    logits, probs = net(x)
    loss = ce(logits, y)
    o.zero_grad()
    loss.backward()
    o.step()
    conf = probs.max(1)[0].mean()
