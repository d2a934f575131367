import torch
from torch import autograd, optim

def gradient_penalty(critic, real, fake):
    eps = torch.rand(real.size(0), 1, 1, 1, device=real.device)
    mixed = (eps * real.data + (1 - eps) * fake.data).requires_grad_(True)
    score = critic(mixed)
    grad = autograd.grad(outputs=score, inputs=mixed, grad_outputs=torch.ones_like(score), create_graph=True, retain_graph=True)[0]
    return ((grad.view(grad.size(0), -1).norm(2, dim=1) - 1) ** 2).mean()

def train(gen, critic, data, steps, n_critic=5, lam=10):
    opt_g = optim.Adam(gen.parameters(), lr=1e-4, betas=(0.0, 0.9))
    opt_c = optim.Adam(critic.parameters(), lr=1e-4, betas=(0.0, 0.9))
    one = torch.tensor(1.0)
    mone = one * -1
    for it in range(steps):
        for p in critic.parameters():
            p.requires_grad = True
        for _ in range(n_critic):
            critic.zero_grad()
            real = next(data)
            d_real = critic(real).mean()
            d_real.backward(mone)
            with torch.no_grad():
                noise = torch.randn(real.size(0), 128, device=real.device)
            fake = gen(noise).detach()
            d_fake = critic(fake).mean()
            d_fake.backward(one)
            gp = lam * gradient_penalty(critic, real, fake)
            gp.backward()
            opt_c.step()
        for p in critic.parameters():
            p.requires_grad = False
        gen.zero_grad()
        fake = gen(torch.randn(64, 128))
        g = critic(fake).mean()
        g.backward(mone)
        opt_g.step()
