"""The 1,797 digits of 8 x 8 pixels; scikit-learn's load_digits gives the same ones.

UCI "Optical Recognition of Handwritten Digits", E. Alpaydin and C. Kaynak, 1998, doi:10.24432/C50P49, CC BY 4.0.
"""

import os

import numpy
import torch

TRAINED_ON = 1500

# The one copy in this repository, which the tool carries as well.
FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src", "TrainingLint.Probe", "Problems", "Data", "digits.csv.gz")


def load(shape):
    """Pixels in [0, 1] in a shape for each sample, and labels: those to train on, and those to hold out."""
    rows = numpy.loadtxt(FILE, delimiter=",", skiprows=1, dtype=numpy.float32)
    pixels, labels = torch.from_numpy(rows[:, :64] / 16).reshape(-1, *shape), torch.from_numpy(rows[:, 64]).long()
    return (pixels[:TRAINED_ON], labels[:TRAINED_ON]), (pixels[TRAINED_ON:], labels[TRAINED_ON:])
