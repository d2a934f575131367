_CONFIGS = [TrainConfig(name='x', model=M(), num_train_steps=20_000)]
