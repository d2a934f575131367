"""What PyTorch takes for the same: gradient, Hessian products and a Lanczos of 20 products, in float32.

    dotnet run -c Release --project benchmarks/TrainingLint.Probe.Benchmarks -- weights DIR
    python3 benchmarks/TrainingLint.Probe.Benchmarks/peer.py DIR

Needs a PyTorch with an optimised BLAS (OpenBLAS or MKL): with the reference BLAS everything is ten to thirty times slower and
the comparison worthless. A product either keeps the graph of the gradient (the fastest that double backward can do) or builds
it anew (what the usual packages do). The largest eigenvalue is set beside that of the same Lanczos in float64.
"""

import csv
import gzip
import pathlib
import statistics
import sys
import time

import torch

THREADS = 2
PRODUCTS = 20
REPETITIONS = 7
DIGITS = pathlib.Path(__file__).resolve().parents[2] / "src/TrainingLint.Probe/Problems/Data/digits.csv.gz"


def read_digits():
    with gzip.open(DIGITS, "rt") as file:
        rows = [list(map(int, row)) for row in list(csv.reader(file))[1:]]
    data = torch.tensor(rows)
    return data[:, :64].double() / 16, data[:, 64]


def read_network(path, widths, dtype):
    flat = torch.frombuffer(bytearray(path.read_bytes()), dtype=torch.float64).to(dtype)
    layers, start = [], 0
    for inputs, outputs in zip(widths, widths[1:]):
        layer = torch.nn.Linear(inputs, outputs, dtype=dtype)
        with torch.no_grad():
            layer.weight.copy_(flat[start:start + inputs * outputs].view(outputs, inputs))
            layer.bias.copy_(flat[start + inputs * outputs:start + (inputs + 1) * outputs])
        start += (inputs + 1) * outputs
        layers += [layer, torch.nn.Tanh()]
    assert start == flat.numel()
    return torch.nn.Sequential(*layers[:-1])


def flatten(tensors):
    return torch.cat([tensor.reshape(-1) for tensor in tensors])


class Hessian:
    def __init__(self, network, pixels, labels, keep_graph):
        self.parameters = list(network.parameters())
        self.loss = lambda: torch.nn.functional.cross_entropy(network(pixels), labels)
        self.size = sum(p.numel() for p in self.parameters)
        self.kept = self.differentiable_gradient() if keep_graph else None

    def gradient(self):
        return flatten(torch.autograd.grad(self.loss(), self.parameters))

    def differentiable_gradient(self):
        return torch.autograd.grad(self.loss(), self.parameters, create_graph=True)

    def multiply(self, vector):
        gradient = self.kept or self.differentiable_gradient()
        pieces, start = [], 0
        for p in self.parameters:
            pieces.append(vector[start:start + p.numel()].view_as(p))
            start += p.numel()
        return flatten(torch.autograd.grad(gradient, self.parameters, grad_outputs=pieces, retain_graph=self.kept is not None))


def lanczos(hessian, dtype, products):
    """Full reorthogonalisation, as the peers do; returns the largest Ritz value."""
    torch.manual_seed(0)
    vector = torch.randn(hessian.size, dtype=dtype)
    vector /= vector.norm()
    basis = torch.empty(products, hessian.size, dtype=dtype)
    alphas, betas = [], []
    for step in range(products):
        basis[step] = vector
        product = hessian.multiply(vector)
        alphas.append(torch.dot(vector, product).item())
        so_far = basis[:step + 1]
        for _ in range(2):
            product -= (so_far @ product) @ so_far
        beta = product.norm()
        betas.append(beta.item())
        vector = product / beta
    tridiagonal = torch.diag(torch.tensor(alphas, dtype=torch.float64))
    for i, beta in enumerate(betas[:-1]):
        tridiagonal[i, i + 1] = tridiagonal[i + 1, i] = beta
    return torch.linalg.eigvalsh(tridiagonal)[-1].item()


def milliseconds(action):
    action()
    times = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        action()
        times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times), min(times)


def measure(path, widths, pixels, labels):
    truth = lanczos(Hessian(read_network(path, widths, torch.float64), pixels, labels, True), torch.float64, 45)
    network = read_network(path, widths, torch.float32)
    kept, rebuilt = (Hessian(network, pixels.float(), labels, keep) for keep in (True, False))
    vector = torch.randn(kept.size)
    times = {
        "gradient": milliseconds(rebuilt.gradient),
        "product, graph kept": milliseconds(lambda: kept.multiply(vector)),
        "product, graph rebuilt": milliseconds(lambda: rebuilt.multiply(vector)),
        "Lanczos of 20, kept": milliseconds(lambda: lanczos(Hessian(network, pixels.float(), labels, True), torch.float32, PRODUCTS)),
        "Lanczos of 20, rebuilt": milliseconds(lambda: lanczos(rebuilt, torch.float32, PRODUCTS)),
    }
    error = lanczos(rebuilt, torch.float32, PRODUCTS) / truth - 1
    print(f"{path.stem}: largest eigenvalue {truth:.10g}, error of the float32 Lanczos {error:.1e}")
    for name, (median, best) in times.items():
        print(f"  {name:<24} {median:8.1f} ms median, {best:8.1f} best")


def main():
    torch.set_num_threads(THREADS)
    pixels, labels = read_digits()
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.f64")):
        widths = [int(width) for width in path.stem.split("_")[0].split("-")]
        measure(path, widths, pixels, labels)


if __name__ == "__main__":
    main()
