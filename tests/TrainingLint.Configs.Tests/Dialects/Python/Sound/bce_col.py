import torch
from torch import nn
class Clf(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = nn.Linear(5, 1)
    def forward(self, x):
        return self.l(x)
model = Clf()
crit = nn.BCEWithLogitsLoss(pos_weight=torch.tensor([3.0]))
opt = torch.optim.Adam(model.parameters(), 1e-3)
for x, y in loader:
    logits = model(x)
    loss = crit(logits, y.float().view(-1, 1))
    opt.zero_grad()
    loss.backward()
    opt.step()
    acc = ((torch.sigmoid(logits) > 0.5).float() == y.view(-1, 1)).float().mean()
