import torch
import torch.nn.functional as F
import copy
ema = copy.deepcopy(unet).requires_grad_(False)
vae.requires_grad_(False)
text_encoder.requires_grad_(False)
opt = torch.optim.AdamW(unet.parameters(), lr=1e-4, weight_decay=0.01)
for epoch in range(10):
    unet.train()
    for batch in loader:
        latents = vae.encode(batch["px"].to(torch.float16)).latent_dist.sample().detach() * 0.18215
        noise = torch.randn_like(latents)
        t = torch.randint(0, 1000, (latents.shape[0],), device=latents.device)
        noisy = sched.add_noise(latents, noise, t)
        cond = text_encoder(batch["ids"])[0]
        pred = unet(noisy, t, cond).sample
        loss = F.mse_loss(pred.float(), noise.float(), reduction="mean")
        loss.backward()
        opt.step()
        opt.zero_grad()
        with torch.no_grad():
            for p, e in zip(unet.parameters(), ema.parameters()):
                e.lerp_(p, 1e-4)
