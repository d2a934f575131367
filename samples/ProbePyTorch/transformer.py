"""One transformer block that reads a digit as eight rows of eight pixels."""

import torch
from torch import nn

import digits


class DigitTransformer(nn.Module):
    def __init__(self, width=16):
        super().__init__()
        self.embed = nn.Linear(8, width)
        self.position = nn.Parameter(0.02 * torch.randn(8, width))
        self.block = nn.TransformerEncoderLayer(width, nhead=2, dim_feedforward=32, dropout=0.1, activation="gelu", batch_first=True)
        self.head = nn.Linear(width, 10)

    def forward(self, rows):
        return self.head(self.block(self.embed(rows) + self.position).mean(dim=1))


def problem():
    data, held_out = digits.load((8, 8))
    return {"name": "transformer", "model": DigitTransformer(), "loss": nn.CrossEntropyLoss(), "data": data, "held_out": held_out}
