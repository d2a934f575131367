import math
import random
import torch
import torch.nn as nn
import torch.optim as optim
from collections import deque

EPS_START, EPS_END, EPS_DECAY, TAU, GAMMA = 0.9, 0.05, 1000, 0.005, 0.99
policy_net = DQN(n_obs, n_act)
target_net = DQN(n_obs, n_act)
target_net.load_state_dict(policy_net.state_dict())
optimizer = optim.AdamW(policy_net.parameters(), lr=1e-4, amsgrad=True)
memory = deque(maxlen=10000)
steps_done = 0

def select_action(state):
    global steps_done
    eps = EPS_END + (EPS_START - EPS_END) * math.exp(-1.0 * steps_done / EPS_DECAY)
    steps_done += 1
    if random.random() > eps:
        with torch.no_grad():
            return policy_net(state).max(1).indices.view(1, 1)
    return torch.tensor([[env.action_space.sample()]], dtype=torch.long)

def optimize_model():
    if len(memory) < 128:
        return
    batch = random.sample(memory, 128)
    s, a, r, s2, done = map(torch.cat, zip(*batch))
    q = policy_net(s).gather(1, a)
    with torch.no_grad():
        nxt = target_net(s2).max(1).values
    expected = (nxt * (1 - done) * GAMMA) + r
    loss = nn.SmoothL1Loss()(q, expected.unsqueeze(1))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_value_(policy_net.parameters(), 100)
    optimizer.step()

for ep in range(600):
    state, _ = env.reset()
    while True:
        action = select_action(state)
        obs, reward, term, trunc, _ = env.step(action.item())
        memory.append((state, action, reward, obs, term))
        state = obs
        optimize_model()
        tsd, psd = target_net.state_dict(), policy_net.state_dict()
        for k in psd:
            tsd[k] = psd[k] * TAU + tsd[k] * (1 - TAU)
        target_net.load_state_dict(tsd)
        if term or trunc:
            break
