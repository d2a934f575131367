import torch
s = torch.cuda.amp.GradScaler()
for x, y in dl:
    o1.zero_grad()
    o2.zero_grad()
    with torch.autocast("cuda"):
        l1 = f(m1(x), y)
        l2 = f(m2(x), y)
    s.scale(l1).backward(retain_graph=True)
    s.scale(l2).backward()
    s.unscale_(o1)
    torch.nn.utils.clip_grad_norm_(m1.parameters(), 1)
    s.step(o1)
    s.step(o2)
    s.update()
