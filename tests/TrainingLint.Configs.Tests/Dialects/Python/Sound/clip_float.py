import clip, torch
model, _ = clip.load("ViT-B/32", device="cuda", jit=False)
model = model.float()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-6, eps=1e-6)
scaler = torch.cuda.amp.GradScaler()
for images, texts in loader:
    optimizer.zero_grad()
    with torch.cuda.amp.autocast():
        a, b = model(images, texts)
        gt = torch.arange(len(images)).cuda()
        loss = (torch.nn.functional.cross_entropy(a, gt) + torch.nn.functional.cross_entropy(b, gt)) / 2
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
