#!/bin/bash
# A full fine-tuning of an 8B model with AdamW: public recipes lie around 1e-5.
torchrun --nproc_per_node 8 run_clm.py \
  --model_name_or_path meta-llama/Meta-Llama-3-8B \
  --dataset_name org/data \
  --do_train \
  --output_dir out \
  --per_device_train_batch_size 4 \
  --num_train_epochs 3 \
  --bf16 \
  --warmup_ratio 0.03 \
  --learning_rate 1e-5
