python train.py --batch_size=32 --block_size=256 --n_layer=6 --max_iters=100 --learning_rate=1e-3
