"""The perceptrons on the digits that both sides of the benchmarks measure."""

import os

import numpy
import torch
from torch import nn

DIGITS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src", "TrainingLint.Probe", "Problems", "Data", "digits.csv.gz")
THREADS = int(os.environ.get("BENCHMARK_THREADS", "2"))

torch.set_num_threads(THREADS)


def perceptron(width):
    rows = numpy.loadtxt(DIGITS, delimiter=",", skiprows=1, dtype=numpy.float32)
    model = nn.Sequential(nn.Linear(64, width), nn.Tanh(), nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 10))
    return model, nn.CrossEntropyLoss(), (torch.from_numpy(rows[:, :64] / 16), torch.from_numpy(rows[:, 64]).long())


def small():
    return perceptron(128)


def large():
    return perceptron(512)
