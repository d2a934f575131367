import torch
import torch.nn as nn
class Q(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = nn.Linear(4, 2)
    def forward(self, x):
        return self.l(x)
class Agent:
    def __init__(self):
        self.policy_net = Q()
        self.target_net = Q()
        self.target_net.load_state_dict(self.policy_net.state_dict())
        self.optimizer = torch.optim.Adam(self.policy_net.parameters(), lr=1e-3)
        self.scheduler = torch.optim.lr_scheduler.StepLR(self.optimizer, 100)
    def learn(self, s, a, r, s2, done):
        q = self.policy_net(s).gather(1, a)
        with torch.no_grad():
            t = r + 0.99 * (1 - done) * self.target_net(s2).max(1, keepdim=True)[0]
        loss = nn.functional.mse_loss(q, t)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
