import clip
import torch
device = "cpu"
model, preprocess = clip.load("ViT-B/32", device=device)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-6)
for images, texts in loader:
    a, b = model(images, texts)
    gt = torch.arange(len(images))
    loss = torch.nn.functional.cross_entropy(a, gt)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
