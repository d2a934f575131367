import torch
import torch.nn as nn
from torch.distributions import Categorical

class ActorCritic(nn.Module):
    def __init__(self, s, a):
        super().__init__()
        self.actor = nn.Sequential(nn.Linear(s, 64), nn.Tanh(), nn.Linear(64, a), nn.Softmax(dim=-1))
        self.critic = nn.Sequential(nn.Linear(s, 64), nn.Tanh(), nn.Linear(64, 1))

    def act(self, state):
        dist = Categorical(self.actor(state))
        action = dist.sample()
        return action.detach(), dist.log_prob(action).detach(), self.critic(state).detach()

    def evaluate(self, state, action):
        dist = Categorical(self.actor(state))
        return dist.log_prob(action), self.critic(state), dist.entropy()

class PPO:
    def __init__(self, s, a, lr_actor, lr_critic, gamma, k_epochs, eps_clip):
        self.gamma, self.eps_clip, self.k_epochs = gamma, eps_clip, k_epochs
        self.policy = ActorCritic(s, a)
        self.optimizer = torch.optim.Adam([
            {"params": self.policy.actor.parameters(), "lr": lr_actor},
            {"params": self.policy.critic.parameters(), "lr": lr_critic}])
        self.policy_old = ActorCritic(s, a)
        self.policy_old.load_state_dict(self.policy.state_dict())
        self.MseLoss = nn.MSELoss()

    def update(self, buffer):
        rewards = torch.tensor(buffer.returns(self.gamma), dtype=torch.float32)
        rewards = (rewards - rewards.mean()) / (rewards.std() + 1e-7)
        old_states = torch.squeeze(torch.stack(buffer.states, dim=0)).detach()
        old_actions = torch.squeeze(torch.stack(buffer.actions, dim=0)).detach()
        old_logprobs = torch.squeeze(torch.stack(buffer.logprobs, dim=0)).detach()
        old_values = torch.squeeze(torch.stack(buffer.values, dim=0)).detach()
        advantages = rewards.detach() - old_values.detach()
        for _ in range(self.k_epochs):
            logprobs, values, entropy = self.policy.evaluate(old_states, old_actions)
            values = torch.squeeze(values)
            ratios = torch.exp(logprobs - old_logprobs.detach())
            surr1 = ratios * advantages
            surr2 = torch.clamp(ratios, 1 - self.eps_clip, 1 + self.eps_clip) * advantages
            loss = -torch.min(surr1, surr2) + 0.5 * self.MseLoss(values, rewards) - 0.01 * entropy
            self.optimizer.zero_grad()
            loss.mean().backward()
            self.optimizer.step()
        self.policy_old.load_state_dict(self.policy.state_dict())
        buffer.clear()
