import torch
G, D = Gen(), Critic()
opt_D = torch.optim.RMSprop(D.parameters(), lr=5e-5)
opt_G = torch.optim.RMSprop(G.parameters(), lr=5e-5)
batches_done = 0
for epoch in range(200):
    for i, (imgs, _) in enumerate(dataloader):
        opt_D.zero_grad()
        z = torch.randn(imgs.shape[0], 100)
        fake = G(z).detach()
        loss_D = -torch.mean(D(imgs)) + torch.mean(D(fake))
        loss_D.backward()
        opt_D.step()
        for p in D.parameters():
            p.data.clamp_(-0.01, 0.01)
        if i % 5 == 0:
            opt_G.zero_grad()
            gen = G(z)
            loss_G = -torch.mean(D(gen))
            loss_G.backward()
            opt_G.step()
