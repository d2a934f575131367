import torch
def update(dist, log_prob, adv, value_loss, opt):
    entropy_loss = -dist.entropy().mean()
    policy_loss = -(log_prob * adv.detach()).mean()
    loss = policy_loss + 0.5 * value_loss + 0.01 * entropy_loss
    opt.zero_grad()
    loss.backward()
    opt.step()
