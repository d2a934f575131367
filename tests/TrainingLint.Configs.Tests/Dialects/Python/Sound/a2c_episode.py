import torch
import torch.nn.functional as F
saved, rewards = [], []
optimizer = torch.optim.Adam(model.parameters(), lr=3e-2)
def finish_episode():
    R, policy_losses, value_losses, returns = 0, [], [], []
    for r in rewards[::-1]:
        R = r + 0.99 * R
        returns.insert(0, R)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + 1e-8)
    for (log_prob, value), R in zip(saved, returns):
        advantage = R - value.item()
        policy_losses.append(-log_prob * advantage)
        value_losses.append(F.smooth_l1_loss(value, torch.tensor([R])))
    optimizer.zero_grad()
    loss = torch.stack(policy_losses).sum() + torch.stack(value_losses).sum()
    loss.backward()
    optimizer.step()
    del rewards[:], saved[:]
for i_episode in range(1000):
    state, _ = env.reset()
    for t in range(1, 10000):
        action = select_action(state)
        state, reward, done, _, _ = env.step(action)
        rewards.append(reward)
        if done:
            break
    finish_episode()
