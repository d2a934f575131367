import higher
import torch
import torch.nn.functional as F
net = Net()
meta_opt = torch.optim.Adam(net.parameters(), lr=1e-3)
inner_opt = torch.optim.SGD(net.parameters(), lr=1e-1)
for epoch in range(100):
    net.train()
    for x_spt, y_spt, x_qry, y_qry in db:
        meta_opt.zero_grad()
        for i in range(x_spt.size(0)):
            with higher.innerloop_ctx(net, inner_opt, copy_initial_weights=False) as (fnet, diffopt):
                for _ in range(5):
                    spt_loss = F.cross_entropy(fnet(x_spt[i]), y_spt[i])
                    diffopt.step(spt_loss)
                qry_loss = F.cross_entropy(fnet(x_qry[i]), y_qry[i])
                qry_loss.backward()
        meta_opt.step()
