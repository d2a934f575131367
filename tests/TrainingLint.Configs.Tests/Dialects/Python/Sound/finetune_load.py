import torch
model = Net()
ck = torch.load("pretrained.pth", map_location="cpu")
sd = ck["model"]
for k in ["head.weight", "head.bias"]:
    if k in sd and sd[k].shape != model.state_dict()[k].shape:
        del sd[k]
msg = model.load_state_dict(sd, strict=False)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)
for epoch in range(10):
    model.train()
    for x, y in loader:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}, "ck.pt")
