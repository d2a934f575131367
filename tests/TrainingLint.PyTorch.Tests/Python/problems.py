"""Functions that a user could name with --python: sound ones, and one for each way to fail."""

import os
import time

import torch
from torch import nn

DIGITS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "src", "TrainingLint.Probe", "Problems", "Data", "digits.csv.gz")

print("a print of the user's while the file is loaded")


def digits():
    import numpy
    rows = numpy.loadtxt(DIGITS, delimiter=",", skiprows=1, dtype=numpy.float32)
    return torch.from_numpy(rows[:, :64] / 16), torch.from_numpy(rows[:, 64]).long()


def perceptron(*widths):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [nn.Linear(inputs, outputs), nn.Tanh()]
    return nn.Sequential(*layers[:-1])


def small_perceptron():
    return perceptron(64, 128, 128, 10), nn.CrossEntropyLoss(), digits()


def small_perceptron_in_double():
    inputs, targets = digits()
    return perceptron(64, 128, 128, 10).double(), nn.CrossEntropyLoss(), (inputs.double(), targets)


def small_perceptron_in_chunks():
    return {"model": perceptron(64, 128, 128, 10), "loss": nn.CrossEntropyLoss(), "data": digits(), "chunk": 500}


def large_perceptron():
    return perceptron(64, 512, 512, 10), nn.CrossEntropyLoss(), digits()


def few():
    inputs, targets = digits()
    return inputs[:120], targets[:120]


def tiny():
    print("another print")
    os.system("echo a print of a child process")
    inputs, targets = digits()
    return {"name": "tiny", "model": perceptron(64, 8, 10), "loss": nn.CrossEntropyLoss(), "data": (inputs[:120], targets[:120]), "held_out": (inputs[120:200], targets[120:200])}


def everything():
    """Dropout, batch normalisation, a tied weight, a frozen and an unused one in one model."""

    class Everything(nn.Module):
        def __init__(self):
            super().__init__()
            self.encode = nn.Linear(64, 12, bias=False)
            self.normalise = nn.BatchNorm1d(12)
            self.dropout = nn.Dropout(0.5)
            self.decode = nn.Linear(64, 12, bias=False)
            self.decode.weight = self.encode.weight
            self.frozen = nn.Linear(12, 12)
            self.frozen.requires_grad_(False)
            self.unused = nn.Linear(3, 3)
            self.head = nn.Linear(12, 10)

        def forward(self, inputs):
            hidden = self.dropout(torch.tanh(self.normalise(self.encode(inputs))))
            return self.head(self.frozen(hidden) + self.decode(inputs))

    return Everything(), nn.CrossEntropyLoss(), few()


def raises():
    def loss(outputs, targets):
        return divide(outputs.sum(), 0)

    return perceptron(64, 10), loss, few()


def divide(value, by):
    raise ZeroDivisionError("the user's own mistake")


def raises_at_once():
    raise KeyError("no such dataset")


def exits():
    raise SystemExit("bye")


def wrong_shapes():
    return perceptron(32, 10), nn.CrossEntropyLoss(), few()


def nan_loss():
    return perceptron(64, 10), lambda outputs, targets: nn.functional.cross_entropy(outputs, targets) * float("nan"), few()


def nan_data():
    inputs, targets = few()
    inputs[7, 3] = float("nan")
    return perceptron(64, 10), nn.CrossEntropyLoss(), (inputs, targets)


def detached():
    return perceptron(64, 10), lambda outputs, targets: nn.functional.cross_entropy(outputs.detach(), targets), few()


class Sometimes(nn.Module):
    """Misbehaves once the describing passes are over."""

    def __init__(self, misbehave, after=12):
        super().__init__()
        self.layer = nn.Linear(64, 10)
        self.misbehave, self.left = misbehave, after

    def forward(self, inputs):
        self.left -= 1
        if self.left < 0:
            self.misbehave()
        return self.layer(inputs)


def crashes():
    return Sometimes(lambda: os._exit(11)), nn.CrossEntropyLoss(), few()


def segfaults():
    import ctypes
    return Sometimes(lambda: ctypes.string_at(0)), nn.CrossEntropyLoss(), few()


def hangs():
    return Sometimes(lambda: time.sleep(1000)), nn.CrossEntropyLoss(), few()


def hangs_busily():
    def busy():
        while True:
            pass

    return Sometimes(busy), nn.CrossEntropyLoss(), few()


def hangs_at_once():
    time.sleep(1000)


def out_of_memory():
    return Sometimes(lambda: torch.empty(1 << 50)), nn.CrossEntropyLoss(), few()


def half_precision():
    return perceptron(64, 10).half(), nn.CrossEntropyLoss(), few()


def random_answers():
    """A fresh source of random numbers, out of reach of every seed."""
    generator = torch.Generator()
    return Sometimes(lambda: None, 10 ** 9), lambda outputs, targets: nn.functional.cross_entropy(outputs, targets) + torch.rand((), generator=generator), few()


class Squares(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(64, 10)

    def forward(self, inputs):
        return OnceDifferentiable.apply(self.layer(inputs))


class OnceDifferentiable(torch.autograd.Function):
    @staticmethod
    def forward(context, values):
        context.save_for_backward(values)
        return values.tanh()

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(context, gradient):
        values, = context.saved_tensors
        return gradient * (1 - values.tanh() ** 2)


def once_differentiable():
    return Squares(), nn.CrossEntropyLoss(), few()
