#!/bin/bash
torchrun --nproc_per_node 8 run_clm.py --model_name_or_path org/model --dataset_name org/data --do_train \
  --output_dir out --per_device_train_batch_size 4 --num_train_epochs 1 --learning_rate 1e-5 \
  --bf16
