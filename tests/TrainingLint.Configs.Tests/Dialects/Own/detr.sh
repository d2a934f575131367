python main.py --coco_path /d --lr 1e-4 --lr_backbone 1e-5 --epochs 150 --lr_drop 100
