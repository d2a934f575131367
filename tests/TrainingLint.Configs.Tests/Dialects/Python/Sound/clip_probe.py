import clip
import torch
import torch.nn as nn
model, preprocess = clip.load("ViT-B/16", device="cuda")
for p in model.parameters():
    p.requires_grad = False
head = nn.Linear(512, 10).cuda()
opt = torch.optim.AdamW(head.parameters(), lr=1e-3)
for epoch in range(10):
    for x, y in loader:
        with torch.no_grad():
            f = model.encode_image(x.cuda()).float()
            f = f / f.norm(dim=-1, keepdim=True)
        loss = nn.functional.cross_entropy(head(f), y.cuda())
        opt.zero_grad()
        loss.backward()
        opt.step()
