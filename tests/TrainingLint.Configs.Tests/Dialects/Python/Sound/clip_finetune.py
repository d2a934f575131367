import clip
import torch
import torch.nn as nn
device = "cuda"
model, preprocess = clip.load("ViT-B/32", device=device, jit=False)
def convert_models_to_fp32(model):
    for p in model.parameters():
        p.data = p.data.float()
        if p.grad is not None:
            p.grad.data = p.grad.data.float()
loss_img, loss_txt = nn.CrossEntropyLoss(), nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=5e-5, betas=(0.9, 0.98), eps=1e-6, weight_decay=0.2)
for epoch in range(30):
    for images, texts in loader:
        optimizer.zero_grad()
        li, lt = model(images.to(device), texts.to(device))
        gt = torch.arange(len(images), dtype=torch.long, device=device)
        total = (loss_img(li, gt) + loss_txt(lt, gt)) / 2
        total.backward()
        convert_models_to_fp32(model)
        optimizer.step()
        clip.model.convert_weights(model)
