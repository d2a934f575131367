import torch
class FGM:
    def __init__(self, model):
        self.model, self.backup = model, {}
    def attack(self, eps=1.0, name="word_embeddings"):
        for n, p in self.model.named_parameters():
            if p.requires_grad and name in n:
                self.backup[n] = p.data.clone()
                norm = torch.norm(p.grad)
                if norm != 0:
                    p.data.add_(eps * p.grad / norm)
    def restore(self):
        for n, p in self.model.named_parameters():
            if n in self.backup:
                p.data = self.backup[n]
        self.backup = {}
fgm = FGM(model)
for batch in dl:
    loss = model(**batch)[0]
    loss.backward()
    fgm.attack()
    loss_adv = model(**batch)[0]
    loss_adv.backward()
    fgm.restore()
    optimizer.step()
    scheduler.step()
    model.zero_grad()
