import torch
import torch.nn as nn
import torch.nn.functional as F

class Distiller(nn.Module):
    def __init__(self, student, teacher, T=4.0, alpha=0.9):
        super().__init__()
        self.student, self.teacher, self.T, self.alpha = student, teacher, T, alpha
        for p in self.teacher.parameters():
            p.requires_grad = False

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    def forward(self, x, y):
        s = self.student(x)
        with torch.no_grad():
            t = self.teacher(x)
        kd = nn.KLDivLoss(reduction="batchmean")(F.log_softmax(s / self.T, dim=1), F.softmax(t / self.T, dim=1))
        return s, self.alpha * self.T ** 2 * kd + (1 - self.alpha) * F.cross_entropy(s, y)

def fit(d, loader, epochs):
    opt = torch.optim.SGD([p for p in d.parameters() if p.requires_grad], lr=0.05, momentum=0.9)
    sch = torch.optim.lr_scheduler.MultiStepLR(opt, [150, 180, 210], gamma=0.1)
    for _ in range(epochs):
        d.train()
        for x, y in loader:
            s, loss = d(x, y)
            opt.zero_grad()
            loss.backward()
            opt.step()
        sch.step()
