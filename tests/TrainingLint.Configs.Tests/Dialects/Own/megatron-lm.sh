O="--micro-batch-size 4 --num-layers 2 --hidden-size 8 --seq-length 16"
torchrun --nproc_per_node 8 pretrain_gpt.py $O --lr 1e-4 --train-iters 1000 --lr-decay-iters 500 --lr-warmup-fraction 0.1 --tensor-model-parallel-size 2
