"""What a gradient, a Hessian-vector product and twenty steps of Lanczos cost in plain PyTorch: smallest and median milliseconds."""

import statistics
import time

import torch

import networks

REPETITIONS = 30


def flat(tensors):
    return torch.cat([tensor.reshape(-1) for tensor in tensors])


def split(vector, parameters):
    return [part.view_as(parameter) for part, parameter in zip(vector.split([parameter.numel() for parameter in parameters]), parameters)]


def lanczos(product, size, steps=20):
    """With full reorthogonalisation, twice, in the precision of the model."""
    basis = torch.zeros(steps, size)
    vector = torch.randn(size)
    diagonal, beside = [], []
    for step in range(steps):
        basis[step] = vector / vector.norm()
        vector = product(basis[step])
        diagonal.append(float(vector @ basis[step]))
        for _ in range(2):
            vector -= basis[:step + 1].T @ (basis[:step + 1] @ vector)
        beside.append(float(vector.norm()))
    tridiagonal = torch.diag(torch.tensor(diagonal)) + torch.diag(torch.tensor(beside[:-1]), 1) + torch.diag(torch.tensor(beside[:-1]), -1)
    return float(torch.linalg.eigvalsh(tridiagonal)[-1])


def milliseconds(action, repetitions=REPETITIONS):
    action()
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - start))
    return "%8.2f %8.2f" % (min(times), statistics.median(times))


def main():
    print("torch %s, %d threads; smallest and median milliseconds of %d" % (torch.__version__, networks.THREADS, REPETITIONS))
    for name in ("small", "large"):
        torch.manual_seed(0)
        model, loss, (inputs, targets) = getattr(networks, name)()
        parameters = list(model.parameters())

        def graph():
            return torch.autograd.grad(loss(model(inputs), targets), parameters, create_graph=True)

        kept = graph()
        vector = torch.randn(sum(parameter.numel() for parameter in parameters))

        def product(direction):
            return flat(torch.autograd.grad(kept, parameters, grad_outputs=split(direction, parameters), retain_graph=True))

        def rebuilt():
            return torch.autograd.grad(graph(), parameters, grad_outputs=split(vector, parameters))

        print("%s gradient               %s" % (name, milliseconds(lambda: torch.autograd.grad(loss(model(inputs), targets), parameters))))
        print("%s product, graph kept    %s" % (name, milliseconds(lambda: product(vector))))
        print("%s product, graph rebuilt %s" % (name, milliseconds(rebuilt)))
        print("%s Lanczos, 20 products   %s  largest eigenvalue %.6f" % (name, milliseconds(lambda: lanczos(product, len(vector)), 10), lanczos(product, len(vector))))


main()
