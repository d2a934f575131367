lerobot-train --policy.type=act --dataset.repo_id=a/b --steps=100000 --batch_size=8 --output_dir=o
