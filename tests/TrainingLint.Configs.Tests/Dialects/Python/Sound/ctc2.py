import torch
import torch.nn as nn
class CRNN(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.rnn = nn.LSTM(64, 128, bidirectional=True)
        self.fc = nn.Linear(256, n)
    def forward(self, x):
        out, _ = self.rnn(x)
        return self.fc(out).log_softmax(2)
m = CRNN(80)
ctc = nn.CTCLoss(blank=0, zero_infinity=True)
opt = torch.optim.AdamW(m.parameters(), lr=5e-4)
sched = torch.optim.lr_scheduler.OneCycleLR(opt, max_lr=5e-4, total_steps=10000)
step = 0
while step < 10000:
    for spec, labels, il, ll in loader:
        out = m(spec)
        loss = ctc(out, labels, il, ll)
        opt.zero_grad()
        loss.backward()
        opt.step()
        sched.step()
        step += 1
        if step >= 10000:
            break
