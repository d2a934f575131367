#!/bin/bash
# recipe.yaml: {model_name_or_path: org/model, dataset_name: org/data, learning_rate: 2.0e-5, num_train_epochs: 1, per_device_train_batch_size: 8}
trl sft --config recipe.yaml --num_train_epochs 3
