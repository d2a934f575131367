"""A small convolutional network with batch normalisation and dropout."""

from torch import nn

import digits


def problem():
    model = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Dropout(0.2), nn.Linear(64, 10),
    )
    data, held_out = digits.load((1, 8, 8))
    return {"name": "convnet", "model": model, "loss": nn.CrossEntropyLoss(), "data": data, "held_out": held_out}
