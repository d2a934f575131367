#!/bin/bash
# transformers takes warmup_steps where both are positive.
accelerate launch run_glue.py --model_name_or_path bert-base-uncased --task_name mrpc --do_train \
  --per_device_train_batch_size 32 --learning_rate 2e-5 --num_train_epochs 3 --output_dir out \
  --warmup_steps 500 \
  --warmup_ratio 0.1
