import torch, torch.nn as nn
rnn = nn.RNNCell(8, 16)
head = nn.Linear(16, 2)
optimizer = torch.optim.Adam(list(rnn.parameters()) + list(head.parameters()), lr=1e-3)
for seq, y in loader:
    hidden = torch.zeros(seq.size(1), 16)
    optimizer.zero_grad()
    for x in seq:
        hidden = rnn(x, hidden)
    loss = nn.functional.cross_entropy(head(hidden), y)
    loss.backward()
    optimizer.step()
