#!/bin/bash
torchrun --nproc_per_node 8 main.py --model resnet50 --batch-size 256 --lr 0.1 --epochs 90 \
  # --amp
  --weight-decay 1e-4 --output-dir out
