#!/bin/bash
# Tune all weights of a language model, with a rate that is meant for adapters.
torchrun --nproc_per_node 4 examples/pytorch/language-modeling/run_clm.py \
  --model_name_or_path meta-llama/Llama-3.1-8B \
  --learning_rate 2e-2 \
  --lr_scheduler_type cosine \
  --warmup_steps 5000 \
  --max_steps 2000 \
  --per_device_train_batch_size 4 \
  --gradient_accumulation_steps 8 \
  --fp16 \
  --do_train
