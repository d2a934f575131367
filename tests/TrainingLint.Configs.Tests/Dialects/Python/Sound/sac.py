import torch
import torch.nn.functional as F
import torch.optim as optim

actor = Actor(env)
qf1, qf2 = SoftQ(env), SoftQ(env)
qf1_target, qf2_target = SoftQ(env), SoftQ(env)
qf1_target.load_state_dict(qf1.state_dict())
qf2_target.load_state_dict(qf2.state_dict())
q_optimizer = optim.Adam(list(qf1.parameters()) + list(qf2.parameters()), lr=1e-3)
actor_optimizer = optim.Adam(list(actor.parameters()), lr=3e-4)
target_entropy = -torch.prod(torch.Tensor(env.action_space.shape)).item()
log_alpha = torch.zeros(1, requires_grad=True)
alpha = log_alpha.exp().item()
a_optimizer = optim.Adam([log_alpha], lr=1e-3)

for step in range(1_000_000):
    data = rb.sample(256)
    with torch.no_grad():
        na, nlogp, _ = actor.get_action(data.next_obs)
        tgt = torch.min(qf1_target(data.next_obs, na), qf2_target(data.next_obs, na)) - alpha * nlogp
        next_q = data.rewards.flatten() + (1 - data.dones.flatten()) * 0.99 * tgt.view(-1)
    q1 = qf1(data.obs, data.actions).view(-1)
    q2 = qf2(data.obs, data.actions).view(-1)
    qf_loss = F.mse_loss(q1, next_q) + F.mse_loss(q2, next_q)
    q_optimizer.zero_grad()
    qf_loss.backward()
    q_optimizer.step()
    if step % 2 == 0:
        for _ in range(2):
            pi, log_pi, _ = actor.get_action(data.obs)
            min_q = torch.min(qf1(data.obs, pi), qf2(data.obs, pi))
            actor_loss = ((alpha * log_pi) - min_q).mean()
            actor_optimizer.zero_grad()
            actor_loss.backward()
            actor_optimizer.step()
            with torch.no_grad():
                _, log_pi, _ = actor.get_action(data.obs)
            alpha_loss = (-log_alpha.exp() * (log_pi + target_entropy)).mean()
            a_optimizer.zero_grad()
            alpha_loss.backward()
            a_optimizer.step()
            alpha = log_alpha.exp().item()
    for param, target_param in zip(qf1.parameters(), qf1_target.parameters()):
        target_param.data.copy_(0.005 * param.data + 0.995 * target_param.data)
    for param, target_param in zip(qf2.parameters(), qf2_target.parameters()):
        target_param.data.copy_(0.005 * param.data + 0.995 * target_param.data)
