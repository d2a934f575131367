torchrun --nproc_per_node 4 -m training.main --train-data s.tar --dataset-type webdataset --batch-size 256 --lr 5e-4 --warmup 2000 --epochs 32
