import lightning as L
import torch
fabric = L.Fabric(accelerator="cuda", devices=2, precision="16-mixed")
fabric.launch()
model, optimizer = fabric.setup(model, torch.optim.AdamW(model.parameters(), lr=1e-3))
loader = fabric.setup_dataloaders(loader)
for epoch in range(10):
    model.train()
    for i, (x, y) in enumerate(loader):
        accumulating = i % 8 != 0
        with fabric.no_backward_sync(model, enabled=accumulating):
            loss = torch.nn.functional.cross_entropy(model(x), y)
            fabric.backward(loss / 8)
        if not accumulating:
            fabric.clip_gradients(model, optimizer, max_norm=1.0)
            optimizer.step()
            optimizer.zero_grad()
