"""One Hessian-vector product by double backward for every line of input; answers with its seconds. Knows nothing of the bridge."""

import sys
import time

import torch

import networks

torch.manual_seed(0)
model, loss, (inputs, targets) = getattr(networks, sys.argv[1])()
parameters = list(model.parameters())
gradients = torch.autograd.grad(loss(model(inputs), targets), parameters, create_graph=True)
vectors = [torch.randn_like(parameter) for parameter in parameters]
for _ in sys.stdin:
    start = time.perf_counter()
    torch.autograd.grad(gradients, parameters, grad_outputs=vectors, retain_graph=True)
    print("%.9f" % (time.perf_counter() - start), flush=True)
