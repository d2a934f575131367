python -m openrlhf.cli.train_ppo_ray --actor.adam.lr 1e-6 --critic.adam.lr 9e-6
