import torch
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
hidden = net.init_hidden(32)
for x, y in loader:
    hidden = repackage_hidden(hidden)
    optimizer.zero_grad()
    out, hidden = net(x, hidden)
    torch.nn.functional.cross_entropy(out, y).backward()
    optimizer.step()
