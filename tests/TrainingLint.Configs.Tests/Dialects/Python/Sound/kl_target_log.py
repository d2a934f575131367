import torch
import torch.nn as nn
import torch.nn.functional as F
kl = nn.KLDivLoss(reduction="batchmean", log_target=True)
opt = torch.optim.Adam(student.parameters(), lr=1e-4)
for x in loader:
    with torch.no_grad():
        t = F.log_softmax(teacher(x), -1)
    s = student(x).log_softmax(-1)
    loss = kl(s, t) + F.kl_div((student(x) + 1e-8).softmax(-1).log(), t.exp(), reduction="batchmean")
    opt.zero_grad()
    loss.backward()
    opt.step()
