torchrun --nproc_per_node=8 train.py /data --model vit_base_patch16_224 --opt sgd --lr 0.5 --sched cosine
