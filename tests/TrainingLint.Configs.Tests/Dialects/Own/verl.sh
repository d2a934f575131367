python3 -m verl.trainer.main_ppo actor_rollout_ref.actor.optim.lr=1e-6 trainer.test_freq=-1 data.train_batch_size=256
