import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 4)
    def forward(self, x):
        return self.fc(x)
student, teacher = Net(), Net()
opt = optim.SGD(student.parameters(), lr=0.1, momentum=0.9)
for x, y in loader:
    opt.zero_grad()
    with torch.no_grad():
        soft = F.softmax(teacher(x) / 4, dim=1)
    logits = student(x)
    loss = F.cross_entropy(logits, soft) + F.kl_div(F.log_softmax(logits / 4, 1), soft)
    loss.backward()
    opt.step()
