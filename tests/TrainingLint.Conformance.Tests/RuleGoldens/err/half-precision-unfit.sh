#!/bin/bash
# T5 was trained in bfloat16; its activations leave the range of half precision.
python run_summarization.py --model_name_or_path google/mt5-large --dataset_name xsum --do_train \
  --output_dir out --per_device_train_batch_size 4 --num_train_epochs 3 --learning_rate 1e-4 \
  --fp16
