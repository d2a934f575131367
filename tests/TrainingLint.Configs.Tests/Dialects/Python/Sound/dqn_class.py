import copy
import numpy as np
import torch
import torch.nn.functional as F

class Agent:
    def __init__(self, net, n_actions, lr=1e-3, eps=1.0, eps_min=0.05, eps_dec=0.995, sync=500):
        self.q = net
        self.q_target = copy.deepcopy(net).eval()
        for p in self.q_target.parameters():
            p.requires_grad_(False)
        self.opt = torch.optim.Adam(self.q.parameters(), lr=lr)
        self.eps, self.eps_min, self.eps_dec = eps, eps_min, eps_dec
        self.n_actions, self.sync, self.t = n_actions, sync, 0

    def act(self, s):
        if np.random.rand() < self.eps:
            return np.random.randint(self.n_actions)
        with torch.no_grad():
            return int(self.q(torch.as_tensor(s).unsqueeze(0)).argmax())

    def learn(self, s, a, r, s2, d):
        self.t += 1
        q = self.q(s).gather(1, a.unsqueeze(1)).squeeze(1)
        q2 = self.q_target(s2).max(1)[0]
        target = r + 0.99 * (1 - d) * q2
        loss = F.mse_loss(q, target.detach())
        self.opt.zero_grad()
        loss.backward()
        self.opt.step()
        if self.t % self.sync == 0:
            self.q_target.load_state_dict(self.q.state_dict())
        return loss.item()

    def end_episode(self):
        self.eps = max(self.eps_min, self.eps * self.eps_dec)

def run(env, agent, buf, episodes):
    for _ in range(episodes):
        s = env.reset()
        done = False
        while not done:
            a = agent.act(s)
            s2, r, done, _ = env.step(a)
            buf.add(s, a, r, s2, done)
            s = s2
            if len(buf) > 1000:
                agent.learn(*buf.sample(64))
        agent.end_episode()
