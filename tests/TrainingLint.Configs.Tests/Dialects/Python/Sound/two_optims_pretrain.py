import torch
ae_opt = torch.optim.Adam(list(enc.parameters()) + list(dec.parameters()), lr=1e-3)
for epoch in range(10):
    for x, _ in loader:
        loss = torch.nn.functional.mse_loss(dec(enc(x)), x)
        ae_opt.zero_grad()
        loss.backward()
        ae_opt.step()
for p in enc.parameters():
    p.requires_grad = False
enc.eval()
clf_opt = torch.optim.Adam(clf.parameters(), lr=1e-3)
for epoch in range(10):
    clf.train()
    for x, y in loader:
        with torch.no_grad():
            z = enc(x)
        loss = torch.nn.functional.cross_entropy(clf(z), y)
        clf_opt.zero_grad()
        loss.backward()
        clf_opt.step()
