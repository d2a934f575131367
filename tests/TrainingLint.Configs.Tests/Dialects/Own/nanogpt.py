out_dir = 'out'
wandb_log = False
init_from = 'scratch'
learning_rate = 1e-3
max_iters = 5000
lr_decay_iters = 5000
batch_size = 64
block_size = 256

