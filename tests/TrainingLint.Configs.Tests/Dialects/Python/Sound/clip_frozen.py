import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

import clip
clip_model, preprocess = clip.load('ViT-B/32', device='cuda')
head = nn.Linear(512, 10).cuda()
opt = optim.Adam(head.parameters(), lr=1e-3)
for x, y in loader:
    opt.zero_grad()
    with torch.no_grad():
        f = clip_model.encode_image(x)
    F.cross_entropy(head(f), y).backward()
    opt.step()
